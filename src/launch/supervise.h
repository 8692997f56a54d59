// While the command runs: signals go in, the exit status comes out, the terminal is given back as it was.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "kernel/fd.h"

namespace sandbox::launch {

/// Passes signals on until init has ended. Returns the exit status to end with; `status` is the pipe on which init
/// told it. Does not return when the command died of SIGINT or SIGQUIT: the caller dies of the same.
int supervise(pid_t init, const kernel::Fd& status);

/// Arranges that this process is killed when its parent ends; ends it now when the parent has ended already.
void end_with_parent();

}  // namespace sandbox::launch
