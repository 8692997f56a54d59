// What must not happen in this process: a launch gives up what it has, takes signals, and shares its memory.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "kernel/fd.h"

namespace sandbox::control {

/// What a process has written, until nobody could write any more, and how it ended.
struct Report {
  std::string said;
  int wait_status = 0;  ///< as of wait(2)
};

/// Has `act` done in a process of its own, which ends with the status that it returns, and writes to the pipe that it
/// is given. Throws SystemError when no process can be made.
Report in_own_process(const std::function<int(const kernel::Fd& pipe)>& act);

}  // namespace sandbox::control
