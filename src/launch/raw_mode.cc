// See raw_mode.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/raw_mode.h"

#include <algorithm>
#include <array>
#include <signal.h>
#include <unistd.h>

#include "kernel/signals.h"

namespace sandbox::launch {
namespace {

// What a signal's handler needs: nothing else is safe to use there.
int terminal_at_risk = -1;
kernel::TerminalModes modes_at_risk;

void restore_and_end(int signal) {
  kernel::restore_modes(terminal_at_risk, modes_at_risk);
  kernel::reset_action(signal);
  static_cast<void>(kernel::send(getpid(), signal));
}

// Signals that do not end a process by default, or cannot be handled.
constexpr auto harmless =
    std::to_array<int>({SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGCHLD, SIGCONT, SIGURG, SIGWINCH});

// Those that the supervisor waits for are blocked and never get here.
void restore_at_every_end() {
  static bool done = false;
  if (done) return;
  done = true;
  struct sigaction action{};
  action.sa_handler = restore_and_end;
  sigfillset(&action.sa_mask);
  for (int signal = 1; signal <= SIGRTMAX; ++signal) {
    if (std::find(harmless.begin(), harmless.end(), signal) != harmless.end() || kernel::is_ignored(signal)) continue;
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace

void RawMode::enter() {
  if (!entered_) kernel::read_modes(terminal_, modes_);
  terminal_at_risk = terminal_;
  modes_at_risk = modes_;
  restore_at_every_end();
  kernel::set_raw(terminal_, modes_);
  entered_ = true;
}

void RawMode::leave() {
  if (!entered_) return;
  entered_ = false;
  terminal_at_risk = -1;
  kernel::restore_modes(terminal_, modes_);
  kernel::discard_input(terminal_);
}

}  // namespace sandbox::launch
