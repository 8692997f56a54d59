// The caller's terminal while a command has it: every byte passes, and the modes are the caller's again on every way
// out that a process sees: its end, its being stopped, and signals that end it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/terminal.h"

namespace sandbox::launch {

class RawMode {
 public:
  /// `terminal` is borrowed.
  explicit RawMode(int terminal) noexcept : terminal_(terminal) {}
  ~RawMode() { leave(); }
  RawMode(const RawMode&) = delete;
  RawMode& operator=(const RawMode&) = delete;

  /// Also when it is entered already: a shell may have set its own modes meanwhile.
  void enter();
  /// What was typed and not read goes: answers of the terminal to a command that has ended would be the shell's input.
  void leave();
  bool entered() const noexcept { return entered_; }
  /// The caller's modes, to which it comes back: those that the terminal had when it was entered.
  const kernel::TerminalModes& callers() const noexcept { return modes_; }

 private:
  int terminal_;
  kernel::TerminalModes modes_;
  bool entered_ = false;
};

}  // namespace sandbox::launch
