// Which key of a profile lets a refused system call through.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "denials/denial.h"

namespace sandbox::denials {

/// The denial of a system call, with the narrowest key that opens it. `listed` says that the profile lists what is
/// allowed, so that what is missing there is refused, whatever else the call could be refused for.
Denial denial_of_call(const Attempt& attempt, bool listed);

}  // namespace sandbox::denials
