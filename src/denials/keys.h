// Which key of a profile lets a refused system call through.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "denials/denial.h"

namespace sandbox::denials {

/// The denial of a system call, with the narrowest key that opens it.
Denial denial_of_call(const Attempt& attempt);

}  // namespace sandbox::denials
