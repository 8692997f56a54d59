// The verbs of sandboxctl, as data: the parser, --help, the manual and the completions come from this table.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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

/// What the words of a verb are, for completions.
enum class Words { none, profiles, files, syscalls };

struct Verb {
  std::string_view name;
  std::string_view takes;  ///< how its words are called in the synopsis
  std::string_view help;
  bool takes_profiles;  ///< whether --profile means something to it
  Words words;
  std::size_t most_words;
  std::string (*run)(const Wanted& wanted, const frontend::Surroundings& surroundings);
};

/// An option of sandboxctl.
struct ControlOption {
  char short_name;
  std::string_view name;   ///< without the hyphens
  std::string_view value;  ///< what its value is called; empty when it takes none
  std::string_view help;
};

inline constexpr ControlOption profile_option = {'p', "profile", "NAME|FILE",
                                                 "the profile to ask about; may be repeated"};
inline constexpr ControlOption help_option = {'h', "help", {}, "print this text"};
inline constexpr ControlOption version_option = {'V', "version", {}, "print the version"};

/// All options, in the order of --help.
inline constexpr auto control_options = std::to_array<ControlOption>({profile_option, help_option, version_option});

/// All verbs, in the order of --help.
std::span<const Verb> verbs();

/// Lists groups and features of system calls, the members of a group, or what is known of one call.
std::string tell_syscalls(const Wanted& wanted, const frontend::Surroundings& surroundings);

/// Reads the command line, runs the verb and returns what it says. Throws UsageError, and what the verb throws.
std::string run(int argc, const char* const* argv, const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
