// The verbs of sandboxctl, as data: the parser, --help, the manual and the completions come from this table.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/surroundings.h"

namespace sandbox::control {

/// What a verb was given on the command line.
struct Wanted {
  std::vector<std::string> words;     ///< what is no option
  std::vector<std::string> profiles;  ///< of --profile, in their order
};

struct Verb {
  std::string_view name;
  std::string_view takes;  ///< how its words are called in the synopsis
  std::string_view help;
  bool takes_profiles;  ///< whether --profile means something to it
  std::size_t most_words;
  std::string (*run)(const Wanted& wanted, const frontend::Surroundings& surroundings);
};

/// All verbs, in the order of --help.
std::span<const Verb> verbs();

/// Lists groups and features of system calls, the members of a group, or what is known of one call.
std::string tell_syscalls(const Wanted& wanted, const frontend::Surroundings& surroundings);

/// Reads the command line, runs the verb and returns what it says. Throws UsageError, and what the verb throws.
std::string run(int argc, const char* const* argv, const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
