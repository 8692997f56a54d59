// See supervise.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "launch/supervise.h"

#include <array>
#include <cstdio>
#include <signal.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/files.h"
#include "kernel/process.h"
#include "kernel/signals.h"
#include "kernel/terminal.h"
#include "launch/explain.h"

namespace sandbox::launch {
namespace {

using kernel::SignalSet;

// What a person or a terminal sends to a command. All others act on the launcher as on any program.
constexpr auto passed_on =
    std::to_array<int>({SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGWINCH, SIGTSTP, SIGCONT});

// A signal that the caller ignores (nohup, a background job of a shell script) stays ignored.
SignalSet signals_to_wait_for() {
  SignalSet awaited = SignalSet{}.with(SIGCHLD);
  for (const int signal : passed_on)
    if (!kernel::is_ignored(signal)) awaited = awaited.with(signal);
  return awaited;
}

// The group gets what a terminal sent, as it would without a sandbox; the number tells init which it is.
void pass_on(pid_t init, const kernel::Arrival& arrival) {
  const bool from_terminal = arrival.from_kernel || arrival.signal == SIGCONT;
  static_cast<void>(kernel::forward(init, arrival.signal, from_terminal ? 1 : 0));
  // The terminal's stop reaches the command's group above; the shell waits for the launcher to stop.
  if (arrival.signal == SIGTSTP) static_cast<void>(kernel::send(getpid(), SIGSTOP));
}

int wait_status_of(pid_t init, SignalSet awaited) {
  for (;;) {
    pid_t pid = 0;
    int status = 0;
    if (const kernel::Failure failure = kernel::wait_for(init, false, pid, status))
      throw machine_error("wait for the sandbox", failure);
    if (pid == init) return status;
    const kernel::Arrival arrival = kernel::wait_for_signal(awaited);
    if (arrival.signal != SIGCHLD) pass_on(init, arrival);
  }
}

// A core file of the launcher is no use to anybody: its memory is closed, and so is the kernel's answer to it.
[[noreturn]] void die_of(int signal) {
  static_cast<void>(kernel::set_limit(RLIMIT_CORE, 0, 0));
  kernel::reset_action(signal);
  static_cast<void>(kernel::set_mask({}));
  static_cast<void>(kernel::send(getpid(), signal));
  kernel::end(128 + signal);
}

}  // namespace

Supervisor::Supervisor() : awaited_(signals_to_wait_for()), is_terminal_(kernel::read_modes(STDIN_FILENO, modes_)) {
  static_cast<void>(kernel::set_mask(awaited_));
}

Supervisor::~Supervisor() {
  if (is_terminal_) kernel::restore_modes(STDIN_FILENO, modes_);
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

int Supervisor::supervise(pid_t init, const kernel::Fd& status_pipe) const {
  // The command has its own copies; a pipe or a terminal must not be held open by a process that never uses it.
  static_cast<void>(kernel::close_now(STDOUT_FILENO, STDOUT_FILENO));
  int ended = 0;
  std::size_t length = 0;
  const int how_init_ended = wait_status_of(init, awaited_);
  static_cast<void>(kernel::read_some(status_pipe.number(), &ended, sizeof ended, length));
  if (length != sizeof ended) throw init_ended(how_init_ended);
  return ended;
}

int exit_status_of(int wait_status) {
  if (WIFEXITED(wait_status)) return WEXITSTATUS(wait_status);
  const int signal = WTERMSIG(wait_status);
  if (signal == SIGINT || signal == SIGQUIT) die_of(signal);
  return 128 + signal;
}

void end_with_parent() {
  const pid_t parent = getppid();
  static_cast<void>(kernel::die_with_parent(SIGKILL));
  if (getppid() != parent) kernel::end(128 + SIGKILL);
}

}  // namespace sandbox::launch
