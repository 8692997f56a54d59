// See signals.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/signals.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>

#include "kernel/raw.h"

namespace sandbox::kernel {
namespace {

constexpr int signal_count = 64;

// What rt_sigaction(2) takes: not libc's struct sigaction.
struct KernelAction {
  void (*handler)(int) = nullptr;  // SIG_DFL
  unsigned long flags = 0;
  void (*restorer)() = nullptr;
  SignalSet mask{};
};

}  // namespace

Failure set_mask(SignalSet blocked) noexcept {
  return checked(Call::sigprocmask, raw(SYS_rt_sigprocmask, SIG_SETMASK, &blocked, nullptr, sizeof blocked));
}

void reset_action(int signal) noexcept {
  const KernelAction by_default;
  raw(SYS_rt_sigaction, signal, &by_default, nullptr, sizeof(SignalSet));
}

void ignore(int signal) noexcept {
  const KernelAction ignored{.handler = SIG_IGN};  // NOLINT: the macro's own cast
  raw(SYS_rt_sigaction, signal, &ignored, nullptr, sizeof(SignalSet));
}

void reset_all_actions() noexcept {
  for (int signal = 1; signal <= signal_count; ++signal) reset_action(signal);
}

bool is_ignored(int signal) noexcept {
  KernelAction action;
  raw(SYS_rt_sigaction, signal, nullptr, &action, sizeof(SignalSet));
  return action.handler == SIG_IGN;  // NOLINT: the macro's own cast
}

Failure watch_signals(SignalSet awaited, Fd& watch) noexcept {
  const long result = raw(SYS_signalfd4, -1, &awaited, sizeof awaited, SFD_CLOEXEC | SFD_NONBLOCK);
  if (result >= 0) watch = Fd(static_cast<int>(result));
  return checked(Call::signalfd, result);
}

Failure next_signal(int watch, Arrival& arrival) noexcept {
  signalfd_siginfo info{};
  const long length = raw(SYS_read, watch, &info, sizeof info);
  arrival = {};
  if (length == -EAGAIN || length == -EINTR) return {};
  if (length < 0) return checked(Call::read, length);
  arrival = {.signal = static_cast<int>(info.ssi_signo), .from_kernel = info.ssi_code == SI_KERNEL};
  return {};
}

// A process that was stopped has SIGCONT pending when it goes on, as long as that is blocked.
bool stop(int signal, bool whole_group) noexcept {
  const SignalSet open = SignalSet{}.with(signal);
  SignalSet before;
  SignalSet pending;
  raw(SYS_rt_sigprocmask, SIG_UNBLOCK, &open, &before, sizeof open);
  raw(SYS_kill, whole_group ? 0 : raw(SYS_getpid), signal);
  raw(SYS_rt_sigprocmask, SIG_SETMASK, &before, nullptr, sizeof before);
  raw(SYS_rt_sigpending, &pending, sizeof pending);
  return pending.has(SIGCONT);
}

Failure send(pid_t process, int signal) noexcept { return checked(Call::write, raw(SYS_kill, process, signal)); }

}  // namespace sandbox::kernel
