// sandboxctl aliases: lines for a shell's own settings, by which commands that profiles are made for run in a sandbox
// without being told to.
//
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "control/verb.h"
#include "frontend/profile_reader.h"
#include "frontend/profile_search.h"
#include "program_names.h"
#include "support/error.h"
#include "support/pattern.h"
#include "support/quote.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

using frontend::FoundProfile;
using frontend::Surroundings;

// Words of the shells' own languages, and what leads out of an alias or into the sandbox.
constexpr auto taken_words = std::to_array<std::string_view>({"alias",
                                                              "and",
                                                              "begin",
                                                              "builtin",
                                                              "case",
                                                              "command",
                                                              "coproc",
                                                              "do",
                                                              "done",
                                                              "elif",
                                                              "else",
                                                              "end",
                                                              "esac",
                                                              "eval",
                                                              "exec",
                                                              "fi",
                                                              "for",
                                                              "foreach",
                                                              "function",
                                                              "if",
                                                              "in",
                                                              "not",
                                                              "or",
                                                              "repeat",
                                                              SANDBOX_PROGRAM,
                                                              SANDBOXCTL_PROGRAM,
                                                              "select",
                                                              "set",
                                                              "source",
                                                              "switch",
                                                              "then",
                                                              "time",
                                                              "unalias",
                                                              "until",
                                                              "while"});

// A name that no shell reads as anything but a name. One with a "/" is typed as a path, and no alias is looked for.
bool can_be_alias(std::string_view name) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const auto is_harmless = [&](char c) {
    return letters.find(c) != std::string_view::npos || std::string_view("._+-").find(c) != std::string_view::npos;
  };
  return !name.empty() && (letters.find(name.front()) != std::string_view::npos || name.front() == '_') &&
         std::all_of(name.begin(), name.end(), is_harmless) &&
         std::find(taken_words.begin(), taken_words.end(), name) == taken_words.end();
}

bool is_installed(const std::string& name, const Surroundings& surroundings) {
  const std::string path = surroundings.variable("PATH").value_or("");
  const std::vector<std::string_view> directories = split(path, ':');
  return std::any_of(directories.begin(), directories.end(), [&](std::string_view directory) {
    const std::optional<HostPath> place = HostPath::parse(std::string(directory).append("/").append(name));
    if (!place) return false;
    const Answer answer = surroundings.host().find(*place);
    const auto* const found = std::get_if<Found>(&answer);
    return found != nullptr && found->kind == Kind::file;
  });
}

struct Aliases {
  std::map<std::string, std::string, std::less<>> profile_of;  ///< by command
  std::string broken;                                          ///< comments about profiles that could not be read
};

// The commands that pick the profile wherever one is: elsewhere an alias would put a command where it cannot work.
void gather(Aliases& aliases, const FoundProfile& profile) try {
  if (!profile.readable) {
    aliases.broken += fmt::format("# {} cannot be read.\n", visible(profile.place));
    return;
  }
  const policy::Match match = frontend::Profile(profile.text, profile.place, profile.name).heritage().match;
  if (!match.path_beneath.empty()) return;
  for (const Sourced<std::string>& command : match.command)
    if (!is_pattern(command.value) && can_be_alias(command.value))
      aliases.profile_of.try_emplace(command.value, profile.name);
} catch (const PolicyError& broken) {
  aliases.broken +=
      fmt::format("# {} is broken: " SANDBOXCTL_PROGRAM " check {}\n", visible(profile.place), visible(profile.name));
}

struct Dialect {
  std::string_view shell;
  std::string_view file;      ///< where a person's settings are
  std::string_view use;       ///< the line to be put there
  std::string_view step_out;  ///< how a command is run as it is, once
};

constexpr auto dialects = std::to_array<Dialect>({
    {"bash", "~/.bashrc", "source <(" SANDBOXCTL_PROGRAM " aliases bash)", "\\make, or: command make"},
    {"zsh", "~/.zshrc", "source <(" SANDBOXCTL_PROGRAM " aliases zsh)", "\\make, or: command make"},
    {"fish", "~/.config/fish/config.fish", SANDBOXCTL_PROGRAM " aliases fish | source", "command make"},
});

const Dialect& dialect_of(const Wanted& wanted) {
  std::vector<std::string_view> names;
  for (const Dialect& dialect : dialects) names.push_back(dialect.shell);
  if (wanted.words.empty()) refuse_usage("aliases wants to know for which shell", joined_with_or(names));
  for (const Dialect& dialect : dialects)
    if (dialect.shell == wanted.words.front()) return dialect;
  refuse_usage("there are no aliases for " + quoted(wanted.words.front()) + did_you_mean(wanted.words.front(), names),
               joined_with_or(names));
}

// fish has functions for aliases; what completes the command goes by its name there.
std::string line_of(const Dialect& dialect, const std::string& command) {
  if (dialect.shell != "fish") return fmt::format("alias {0}='" SANDBOX_PROGRAM " {0}'", command);
  return fmt::format("  function {0}; " SANDBOX_PROGRAM " {0} $argv; end", command);
}

}  // namespace

Outcome tell_aliases(const Wanted& wanted, const Surroundings& surroundings) {
  const Dialect& dialect = dialect_of(wanted);
  Aliases aliases;
  for (const FoundProfile& profile : frontend::all_profiles(surroundings)) gather(aliases, profile);
  std::string lines;
  for (const auto& [command, profile] : aliases.profile_of)
    if (wanted.has(all_option) || is_installed(command, surroundings))
      lines += fmt::format("{}  # {}\n", line_of(dialect, command), visible(profile));
  // Unlike the others, fish would read its settings in scripts, too.
  if (dialect.shell == "fish") lines = "if status is-interactive\n" + lines + "end\n";
  return {
      fmt::format("# Commands that run in a sandbox without being told to. In {}:\n#   {}\n# Once without: {}\n{}{}",
                  dialect.file, dialect.use, dialect.step_out, aliases.broken, lines)};
}

}  // namespace sandbox::control
