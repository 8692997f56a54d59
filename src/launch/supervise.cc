// See supervise.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/supervise.h"

#include <array>
#include <signal.h>
#include <span>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "kernel/files.h"
#include "kernel/process.h"
#include "launch/explain.h"
#include "launch/vigil.h"

namespace sandbox::launch {
namespace {

using kernel::SignalSet;

// What a person or a terminal sends to a command. All others act on the launcher as on any program.
constexpr auto that_end = std::to_array<int>({SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM});
constexpr auto of_terminals = std::to_array<int>({SIGWINCH, SIGTSTP});

// A signal that the caller ignores (nohup, a background job of a shell script) stays ignored.
SignalSet signals_to_wait_for(bool forward) {
  SignalSet awaited = SignalSet{}.with(SIGCHLD).with(SIGCONT);
  const auto add = [&](std::span<const int> signals) {
    for (const int signal : signals)
      if (!kernel::is_ignored(signal)) awaited = awaited.with(signal);
  };
  add(of_terminals);
  if (forward) add(that_end);
  return awaited;
}

// A core file of the launcher is no use to anybody: its memory is closed, and so is the kernel's answer to it.
[[noreturn]] void die_of(int signal, bool with_group) {
  static_cast<void>(kernel::set_limit(RLIMIT_CORE, 0, 0));
  kernel::reset_action(signal);
  static_cast<void>(kernel::set_mask({}));
  static_cast<void>(kernel::send(with_group ? 0 : getpid(), signal));
  kernel::end(128 + signal);
}

}  // namespace

Supervisor::Supervisor(const steps::Supervision& plan)
    : plan_(plan), awaited_(signals_to_wait_for(plan.forward_signals)) {
  if (plan.terminal.relayed != steps::Relayed::nothing) relay_ = std::make_unique<Relay>(plan.terminal);
  inherits_terminal_ = !relay_ && kernel::read_modes(STDIN_FILENO, modes_);
  hold_signals_back();
}

void Supervisor::hold_signals_back() const {
  if (const kernel::Failure failure = kernel::set_mask(awaited_)) throw machine_error("hold signals back", failure);
}

Supervisor::~Supervisor() {
  if (inherits_terminal_) kernel::restore_modes(STDIN_FILENO, modes_);
}

kernel::TerminalState Supervisor::caller_terminal() const {
  return relay_ ? relay_->caller_terminal() : kernel::TerminalState{};
}

void Supervisor::wait_for_report(const kernel::Fd& report_pipe) const {
  constexpr unsigned patience_in_seconds = 1;
  for (bool readable = false; !readable;) {
    if (const kernel::Failure failure =
            kernel::wait_until_readable(report_pipe.number(), patience_in_seconds, readable))
      throw machine_error("wait for what the sandbox reports", failure);
    if (readable) return;
    static_cast<void>(kernel::set_mask({}));
    static_cast<void>(kernel::set_mask(awaited_));
  }
}

Ending Supervisor::supervise(pid_t init, const kernel::Fd& channel, kernel::Fd inner, Sentry& sentry) {
  Vigil vigil(init, channel.number(), awaited_, relay_.get(), sentry, plan_.time_limit);
  // The command has its own copies; a pipe or a terminal must not be held open by a process that never uses it.
  static_cast<void>(kernel::close_now(STDOUT_FILENO, STDOUT_FILENO));
  if (relay_) relay_->begin(std::move(inner));
  return vigil.keep();
}

int Supervisor::exit_status_of(const Ending& ending) const {
  const int signal = !ending.timed_out && WIFSIGNALED(ending.wait_status) ? WTERMSIG(ending.wait_status) : 0;
  if (signal == SIGINT || signal == SIGQUIT) die_of(signal, relay_ && relay_->has_typed(signal));
  return exit_code_of(ending);
}

void end_with_parent() {
  const pid_t parent = getppid();
  static_cast<void>(kernel::die_with_parent(SIGKILL));
  if (getppid() != parent) kernel::end(128 + SIGKILL);
}

}  // namespace sandbox::launch
