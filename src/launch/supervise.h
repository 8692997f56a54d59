// While the command runs: signals are passed on, its terminal is relayed, its status is waited for.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <sys/types.h>

#include "kernel/fd.h"
#include "kernel/signals.h"
#include "kernel/terminal.h"
#include "launch/ending.h"
#include "launch/relay.h"
#include "launch/sentry.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// Made before init is, so that no signal falls between two ways of treating it, and the terminal's modes are still the
/// caller's. Sets the modes of a terminal at standard input back when it goes: a command that was killed cannot do it.
class Supervisor {
 public:
  /// Blocks the signals that will be passed on. Keeps a reference.
  explicit Supervisor(const steps::Supervision& plan);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  /// Blocks them again, after what may have changed that. Throws SystemError.
  void hold_signals_back() const;

  /// What a pseudo-terminal inside begins with.
  kernel::TerminalState caller_terminal() const;

  /// True when the keyboard is the command's from the beginning.
  bool attends_at_once() const { return relay_ && relay_->attends_at_once(); }

  /// Waits until init, or a helper, has reported, or the other end is closed, as when the command runs. A signal that
  /// comes meanwhile is kept for the command, which may run already: init closes its end of the pipe a moment later.
  /// Only when a launch hangs, say in a file system that is gone, do signals act on the launcher by default, after a
  /// second.
  void wait_for_report(const kernel::Fd& report_pipe) const;

  /// Relays, passes signals on, and answers system calls, until init has ended. `inner` is what is relayed, as of
  /// Relay::begin(). Throws LaunchError when init ended without telling how the command did.
  Ending supervise(pid_t init, const kernel::Fd& channel, kernel::Fd inner, Sentry& sentry);

  /// The end of what the command has written to the terminal; empty where nothing was relayed.
  std::string_view said() const { return relay_ ? relay_->said() : std::string_view(); }

  /// The launcher's exit status. Does not return when SIGINT or SIGQUIT ended the
  /// command: the launcher then ends by the same signal, and so does its process group if a person typed it.
  int exit_status_of(const Ending& ending) const;

 private:
  const steps::Supervision& plan_;
  kernel::SignalSet awaited_;
  std::unique_ptr<Relay> relay_;  ///< null when there is nothing to relay
  kernel::TerminalModes modes_;
  bool inherits_terminal_;
};

/// Ends the launcher, and all inside, when its parent ends.
void end_with_parent();

}  // namespace sandbox::launch
