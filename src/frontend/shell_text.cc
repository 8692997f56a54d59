// See shell_text.h. Which profiles there are, sandboxctl knows when the line is completed; what is built in, this
// build.
//
// SPDX-License-Identifier: Apache-2.0
#include "frontend/shell_text.h"

#include "frontend/embedded_profiles.h"
#include "program_names.h"

namespace sandbox::frontend {
namespace {

std::string escaped(std::string_view text, std::string_view characters, std::string_view before) {
  std::string result;
  for (const char c : text) {
    if (characters.find(c) != std::string_view::npos) result += before;
    result += c;
  }
  return result;
}

}  // namespace

std::string in_single_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += R"('\'')";
    else
      quoted += c;
  }
  return quoted + "'";
}

std::string in_fish_quotes(std::string_view text) { return "'" + escaped(text, "'\\", "\\") + "'"; }

std::string described_for_zsh(std::string_view word, std::string_view description) {
  const std::string name = escaped(word, ":\\", "\\");
  return in_single_quotes(description.empty() ? name : name + ":" + std::string(description));
}

std::string built_in_names() {
  std::string names;
  for (const EmbeddedProfile& profile : embedded_profiles())
    names.append(names.empty() ? "" : " ").append(profile.name);
  return names;
}

std::string profiles_for_bash() {
  return R"(_sandbox_offer() {
  local line
  while IFS= read -r line; do
    [[ $line != "$1"* ]] || COMPREPLY+=("$line")
  done
}
_sandbox_profiles() {
  _sandbox_offer "$1" < <()" SANDBOXCTL_PROGRAM R"( list --names 2>/dev/null || printf '%s\n' )" +
         built_in_names() + R"()
  _sandbox_offer "$1" < <(compgen -f -X '!*.toml' -- "$1"; compgen -d -- "$1")
  compopt -o filenames
}
)";
}

std::string profiles_for_zsh() {
  return R"z(_sandbox_profiles() {
  local -a names
  names=(${(f)"$()z" SANDBOXCTL_PROGRAM R"z( list --names 2>/dev/null)"})
  (($#names)) || names=()z" +
         built_in_names() + R"z()
  _alternative 'names:profile:compadd -a names' "files:file:_files -g '*.toml'"
}
)z";
}

std::string profiles_for_fish() {
  return R"(function __sandbox_profiles
    begin
        type -q )" SANDBOXCTL_PROGRAM "; and " SANDBOXCTL_PROGRAM R"( list --names 2>/dev/null
        or printf '%s\n' )" +
         built_in_names() + R"(
    end | string replace -r '$' \tprofile
end
)";
}

}  // namespace sandbox::frontend
