// See options.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/options.h"

#include <algorithm>

#include "program_names.h"

namespace sandbox::frontend {
namespace {

constexpr std::string_view head =
    "Usage: " SANDBOX_PROGRAM
    " [OPTION]... [--] COMMAND [ARG]...\n"
    "Runs a command that sees only what a profile shows it: no home, no network, no other processes.\n"
    "\n";

constexpr std::string_view tail =
    "\n"
    "Options end at the first word that is none. Without -p the profile is the one that SANDBOX_PROFILE names, else "
    "the\n"
    "project's own sandbox.toml when it is trusted, else one that is made for the command (\"build\" for make, "
    "\"script\"\n"
    "for x.sh), else \"default\": the system and the current directory, both read-only. Without a command, at a\n"
    "terminal, there is a shell, in \"base\".\n"
    "\n"
    "  " SANDBOX_PROGRAM " ./untrusted.sh                       " SANDBOX_PROGRAM
    " -p build make\n"
    "  " SANDBOX_PROGRAM " --rw . --env TERM vim notes.txt      " SANDBOX_PROGRAM
    " -p build --explain make\n"
    "\n"
    "Exit status: the command's own; 125 when the launcher failed, 126 and 127 when the command could not be run or\n"
    "was not found, 128+N when signal N ended it. See " SANDBOX_PROGRAM "(1) and sandbox-profile(5).\n";

std::string synopsis(const Option& option) {
  std::string text = "  ";
  text += option.short_name == 0 ? "   " : std::string{'-', option.short_name, ','};
  text.append(" --").append(option.name);
  if (!option.value.empty()) text.append(" ").append(option.value);
  return text;
}

}  // namespace

const Option* find_option(std::string_view name) {
  const auto* found = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
  return found == options.end() ? nullptr : found;
}

const Option* find_option(char short_name) {
  const auto* found = std::find_if(options.begin(), options.end(),
                                   [&](const Option& o) { return o.short_name != 0 && o.short_name == short_name; });
  return found == options.end() ? nullptr : found;
}

std::string help_text() {
  constexpr std::size_t help_column = 28;
  std::string text(head);
  for (const Option& option : options) {
    std::string line = synopsis(option);
    line.resize(std::max(line.size() + 1, help_column), ' ');
    text.append(line).append(option.help).append("\n");
  }
  return text.append(tail);
}

}  // namespace sandbox::frontend
