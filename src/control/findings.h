// What an examination means: a line for each subject, with the command that repairs it. Pure, and tested with pretended
// machines.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "control/examination.h"

namespace sandbox::control {

/// `weaker`: launches work, and something that a profile may want does not, or protects less. `missing`: a default
/// launch does not work without it.
enum class State { ok, weaker, missing };

/// "ok", "weaker", "missing".
std::string_view word_of(State state);

struct Finding {
  State state = State::ok;
  std::string_view subject;
  std::string sentence;
  std::string repair;  ///< a command; empty when nothing is to be repaired, or none is known
};

/// All findings, the launch first.
std::vector<Finding> findings_of(const Examination& found);

/// A line for each, and its repair below.
std::string text_of(const std::vector<Finding>& findings);

}  // namespace sandbox::control
