// How a launch ended, and what it used up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "kernel/process.h"

namespace sandbox::launch {

struct Ending {
  int wait_status = 0;     ///< of the command, as of wait(2)
  bool timed_out = false;  ///< the plan's time limit ended it
  std::chrono::microseconds wall{};
  kernel::Usage used;  ///< by all processes inside
};

}  // namespace sandbox::launch
