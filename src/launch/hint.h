// What a person can do about a refusal.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sandbox::launch {

/// Words, and behind them, where there is one, the command that repairs it. Both may be empty.
struct Hint {
  std::string words;
  std::string command;

  bool empty() const { return words.empty() && command.empty(); }
  /// The line of an error.
  std::string text() const { return command.empty() ? words : words + ": " + command; }
};

}  // namespace sandbox::launch
