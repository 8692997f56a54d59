// Signals as numbers and sets, as the kernel has them: 64 of them, one bit each.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <sys/types.h>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// A set of signals; the kernel's own layout.
struct SignalSet {
  std::uint64_t bits = 0;

  static constexpr SignalSet all() noexcept { return {~std::uint64_t{0}}; }
  constexpr SignalSet with(int signal) const noexcept { return {bits | (std::uint64_t{1} << (signal - 1))}; }
  constexpr SignalSet without(int signal) const noexcept { return {bits & ~(std::uint64_t{1} << (signal - 1))}; }
  constexpr bool has(int signal) const noexcept { return ((bits >> (signal - 1)) & 1U) != 0; }
};

/// A signal that was waited for.
struct Arrival {
  int signal = 0;
  bool from_kernel = false;  ///< a terminal sent it, not a process
};

/// Replaces the caller's signal mask.
Failure set_mask(SignalSet blocked) noexcept;

/// Sets every signal to its default action, also those that the caller's parent ignored.
void reset_all_actions() noexcept;

/// Sets one signal to its default action.
void reset_action(int signal) noexcept;

/// Ignores one signal from now on.
void ignore(int signal) noexcept;

/// True when the caller ignores the signal.
bool is_ignored(int signal) noexcept;

/// A descriptor that is readable while one of the signals, all of them blocked, is pending: signalfd(2).
Failure watch_signals(SignalSet awaited, Fd& watch) noexcept;

/// Takes one of them; the signal is 0 when there is none.
Failure next_signal(int watch, Arrival& arrival) noexcept;

/// Stops the caller, or all of its process group, by a signal that does so by default, and returns when it goes on.
/// False when the kernel did not stop it: the signal is ignored, or nobody is there who could let it go on.
bool stop(int signal, bool whole_group) noexcept;

/// Sends a signal to a process, or with a negative number to a group.
Failure send(pid_t process, int signal) noexcept;

}  // namespace sandbox::kernel
