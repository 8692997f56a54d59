// While the command runs: signals are passed on, its status is waited for, the terminal is set back at the end.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include "kernel/fd.h"
#include "kernel/signals.h"
#include "kernel/terminal.h"

namespace sandbox::launch {

/// Made before init is, so that no signal falls between two ways of treating it, and the terminal's modes are still the
/// caller's. Sets the modes of a terminal at standard input back when it goes: a command that was killed cannot do it.
class Supervisor {
 public:
  /// Blocks the signals that will be passed on.
  Supervisor();
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Waits until init, or a helper, has reported, or the other end is closed, as when the command runs. A signal that
  /// comes meanwhile is kept for the command, which may run already: init closes its end of the pipe a moment later.
  /// Only when a launch hangs, say in a file system that is gone, do signals act on the launcher by default, after a
  /// second.
  void wait_for_report(const kernel::Fd& report_pipe) const;

  /// Passes signals on until init has ended, and returns the wait status of the command. Throws LaunchError when init
  /// ended without telling it.
  int supervise(pid_t init, const kernel::Fd& status_pipe) const;

 private:
  kernel::SignalSet awaited_;
  kernel::TerminalModes modes_;
  bool is_terminal_;
};

/// The launcher's exit status for the command's wait status. Does not return when SIGINT or SIGQUIT ended the command:
/// the launcher then ends by the same signal.
int exit_status_of(int wait_status);

/// Ends the launcher, and all inside, when its parent ends.
void end_with_parent();

}  // namespace sandbox::launch
