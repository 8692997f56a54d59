// Which key of a profile lets a refused system call through.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "denials/denial.h"

namespace sandbox::denials {

/// What decides about system calls besides their names.
struct Circumstances {
  bool listed = false;  ///< the profile lists what is allowed: what is missing there is refused, whatever else it could
                        ///< be refused for
  bool kernel_log_is_open = false;  ///< to everybody on this machine
};

/// The denial of a system call, with the narrowest keys that open it; none when the kernel would refuse it all the
/// same.
Denial denial_of_call(const Attempt& attempt, Circumstances around);

}  // namespace sandbox::denials
