// Between the caller's terminal and what stands in its place inside: bytes pass in both directions, sizes inwards. What
// passes is not looked into, and nothing in it is obeyed; the last of what the command has written is kept.
//
// The command has the keyboard while it is attended: the caller's terminal is raw then, and Ctrl-C is a byte that the
// pseudo-terminal inside makes a signal of. Who shares the terminal with others, in a pipeline or in the background, is
// attended when it first asks for that, which init sees as a stop by SIGTTIN or SIGTTOU.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <poll.h>
#include <span>
#include <string>
#include <string_view>

#include "kernel/fd.h"
#include "kernel/signals.h"
#include "kernel/terminal.h"
#include "launch/raw_mode.h"
#include "steps/plan.h"

namespace sandbox::launch {

/// Bytes on their way.
class Buffer {
 public:
  bool empty() const noexcept { return begin_ == end_; }
  std::span<char> room() noexcept { return bytes_; }
  void fill(std::size_t length) noexcept {
    begin_ = 0;
    end_ = length;
  }
  void clear() noexcept { fill(0); }
  /// Writes what the descriptor takes now. False when it takes nothing any more.
  bool write_to(int fd) noexcept;

 private:
  std::array<char, 64UL * 1024> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// The end of a text of any length.
class Tail {
 public:
  void append(std::span<const char> text);
  std::string_view text() const noexcept { return text_; }

 private:
  std::string text_;
};

class Relay {
 public:
  /// How many descriptors it waits for at once.
  static constexpr std::size_t watched = 3;
  using Watched = std::span<pollfd, watched>;

  /// Opens the caller's terminal for itself.
  explicit Relay(const steps::TerminalUse& use);

  /// True when it relays a whole terminal, and not output alone.
  bool caller_is_terminal() const noexcept { return use_.relayed == steps::Relayed::terminal; }

  /// What a pseudo-terminal inside begins with.
  const kernel::TerminalState& caller_terminal() const noexcept { return state_; }

  /// The command runs: `inner` is the master, or the read end of a pipe.
  void begin(kernel::Fd inner);

  /// What to wait for, for poll(2); and what to do when it has come. serve() returns false when the caller's terminal
  /// is gone, once.
  void await(Watched set) const noexcept;
  bool serve(Watched set);

  /// True until all is written that the command has said; and while it is the screen that this waits for.
  bool has_more() const noexcept { return inner_ || !said_.empty(); }
  bool waits_for_screen() const noexcept { return !said_.empty(); }

  /// Nothing more comes from the keyboard: whoever reads from the terminal inside is told so.
  void hang_up() noexcept { inner_.close(); }

  /// The window has another size.
  void resize() noexcept;

  /// The command asks for the keyboard: from now on it is attended whenever that is possible.
  void wish() noexcept { wished_ = true; }
  bool can_attend() noexcept;
  bool attended() const noexcept { return raw_.entered(); }
  void attend();
  void leave();
  /// True when only another launcher, which has the terminal now, is in the way.
  bool must_wait() noexcept;

  /// The end of what the command has written.
  std::string_view said() const noexcept { return tail_.text(); }

  /// True when the keyboard is the command's from the beginning.
  bool attends_at_once() const noexcept { return use_.in_foreground && claimed_; }

  /// True when a person has just typed what makes the terminal inside send that signal: SIGINT, SIGQUIT or SIGTSTP.
  bool has_typed(int signal) const noexcept;

 private:
  bool read_keyboard();
  void restore_ends(std::span<char> bytes);
  void note_signals(std::span<const char> bytes);
  bool claim() noexcept;
  bool is_due() const noexcept;
  void read_inner();
  void show();

  steps::TerminalUse use_;
  kernel::Fd keyboard_;
  kernel::Fd screen_;
  kernel::TerminalState state_;
  RawMode raw_;
  kernel::Fd inner_;
  bool has_modes_;
  std::size_t typed_ahead_ = 0;
  Buffer typed_;
  Buffer said_;
  Tail tail_;
  bool claimed_;
  bool wished_;
  kernel::SignalSet signals_typed_;
  std::chrono::steady_clock::time_point when_typed_;
};

}  // namespace sandbox::launch
