// See user_directories.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/user_directories.h"

#include <algorithm>
#include <string>

#include "support/words.h"

namespace sandbox {
namespace {

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

// Takes it away from the beginning of the text.
bool take(std::string_view& text, std::string_view word) {
  text = without_blanks_before(text);
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// Up to the closing quote; a backslash keeps what follows it.
std::string quoted_text(std::string_view text) {
  std::string value;
  for (std::size_t i = 0; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  return value;
}

}  // namespace

std::optional<HostPath> user_directory(std::string_view text, std::string_view name, const HostPath& home) {
  std::optional<HostPath> directory;
  for (std::string_view line : split(text, '\n')) {
    if (!take(line, name) || !take(line, "=") || !take(line, "\"")) continue;
    // Nothing else is expanded there, and no name goes on behind it.
    constexpr std::string_view below_home = "$HOME/";
    const bool is_below_home = line.starts_with(below_home);
    if (is_below_home) line.remove_prefix(below_home.size());
    const std::string path = quoted_text(line);
    directory = HostPath::parse(is_below_home ? home.text() + "/" + path : path);
  }
  return directory != home ? directory : std::nullopt;
}

}  // namespace sandbox
