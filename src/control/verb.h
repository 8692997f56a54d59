// The verbs of sandboxctl, as data: the parser, --help, the manual and the completions come from this table.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/surroundings.h"
#include "program_names.h"

namespace sandbox::control {

/// What the words of a verb, or the value of an option, are: for completions.
enum class Words { none, profiles, files, syscalls, shells };

/// The shells that there are aliases for, with spaces between.
inline constexpr std::string_view alias_shells = "bash zsh fish";

/// An option of sandboxctl.
struct ControlOption {
  char short_name;         ///< 0 for none
  std::string_view name;   ///< without the hyphens
  std::string_view value;  ///< what its value is called; empty when it takes none
  std::string_view help;
};

inline constexpr ControlOption profile_option = {'p', "profile", "NAME|FILE",
                                                 "the profile to ask about; may be repeated"};
inline constexpr ControlOption json_option = {
    0, "json", {}, "answer a program: JSON, with the keys of " SANDBOXCTL_PROGRAM "(1)"};
inline constexpr ControlOption names_option = {0, "names", {}, "names only, one a line"};
inline constexpr ControlOption all_option = {0, "all", {}, "defaults as well; with aliases: what is not installed"};
inline constexpr ControlOption toml_option = {0, "toml", {}, "as one profile that extends no other"};
inline constexpr ControlOption list_option = {0, "list", {}, "list what is trusted, and whether it has changed"};
inline constexpr ControlOption revoke_option = {0, "revoke", {}, "trust the files no more"};
inline constexpr ControlOption help_option = {'h', "help", {}, "print this text"};
inline constexpr ControlOption version_option = {'V', "version", {}, "print the version"};

/// All options, in the order of --help.
inline constexpr auto control_options =
    std::to_array<ControlOption>({profile_option, json_option, names_option, all_option, toml_option, list_option,
                                  revoke_option, help_option, version_option});

/// What a verb was given on the command line.
struct Wanted {
  std::vector<std::string> words;       ///< what is no option
  std::vector<std::string> profiles;    ///< of --profile, in their order
  std::vector<std::string_view> flags;  ///< the names of the options without a value

  bool has(const ControlOption& option) const {
    return std::find(flags.begin(), flags.end(), option.name) != flags.end();
  }
};

/// What a verb says, and the exit status: 0, or 1 for an answer that is a no.
struct Outcome {
  std::string text;
  int status = 0;
};

struct Verb {
  std::string_view name;
  std::string_view takes;  ///< how its words are called in the synopsis
  std::string_view help;
  std::string_view options;  ///< the names of those that mean something to it, with spaces between
  Words words;
  std::size_t most_words;
  Outcome (*run)(const Wanted& wanted, const frontend::Surroundings& surroundings);
};

/// Whether an option means something to a verb; what every program has, always does.
bool takes(const Verb& verb, const ControlOption& option);

/// All verbs, in the order of --help.
std::span<const Verb> verbs();

/// Prints aliases for a shell: the commands that profiles match by name.
Outcome tell_aliases(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Says all that is wrong with profiles; with status 1 when there is anything.
Outcome check_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Says what the second of two profiles allows and the first does not, and the other way round; with status 1 when
/// there is anything.
Outcome compare_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Says whether launches work on this machine, and what is weaker than it could be; with status 1 when they do not.
Outcome examine_and_tell(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Lists all profiles that a name can mean.
Outcome list_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Records that the caller has seen what profiles of projects allow, takes that back, or lists what is recorded.
Outcome trust_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Says what a profile means, value by value.
Outcome show_profile(const Wanted& wanted, const frontend::Surroundings& surroundings);
/// Lists groups and features of system calls, the members of a group, or what is known of one call.
Outcome tell_syscalls(const Wanted& wanted, const frontend::Surroundings& surroundings);

/// Tries in their sandboxes what profiles promise with [[test]].
Outcome test_profiles(const Wanted& wanted, const frontend::Surroundings& surroundings);

/// Throws UsageError; the hint may be empty.
[[noreturn]] void refuse_usage(std::string sentence, std::string hint);

/// Reads the command line, runs the verb and returns what it says. Throws UsageError, and what the verb throws.
Outcome run(int argc, const char* const* argv, const frontend::Surroundings& surroundings);

}  // namespace sandbox::control
