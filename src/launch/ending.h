// How a launch ended, and what it used up.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <sys/wait.h>

#include "kernel/process.h"
#include "support/error.h"

namespace sandbox::launch {

struct Ending {
  int wait_status = 0;     ///< of the command, as of wait(2)
  bool timed_out = false;  ///< the plan's time limit ended it
  std::chrono::microseconds wall{};
  kernel::Usage used;  ///< by all processes inside
};

/// The exit status that stands for it: the command's own, 128+n for signal n, or that of a time limit.
inline int exit_code_of(const Ending& ending) {
  if (ending.timed_out) return static_cast<int>(ExitStatus::timed_out);
  return WIFEXITED(ending.wait_status) ? WEXITSTATUS(ending.wait_status) : 128 + WTERMSIG(ending.wait_status);
}

}  // namespace sandbox::launch
