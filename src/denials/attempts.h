// From a system call to what it attempts.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "denials/denial.h"
#include "denials/view.h"
#include "kernel/listener.h"

namespace sandbox::denials {

/// What a call that waits for its answer attempts: to reach the files or the address that its arguments point to, or
/// the call itself. `refused` says that it is not let through. Empty when its memory cannot be read, or when it
/// attempts nothing that a sandbox would refuse.
std::vector<Attempt> attempts_of(const kernel::Notice& notice, bool refused, const View& view);

}  // namespace sandbox::denials
