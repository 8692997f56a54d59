// See distribution.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/distribution.h"

#include <algorithm>

#include "support/words.h"

namespace sandbox {
namespace {

std::string_view unquoted(std::string_view value) {
  const bool quoted =
      value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// The value of a line of os-release(5).
std::string_view line_of(std::string_view text, std::string_view name) {
  for (const std::string_view line : split(text, '\n'))
    if (line.size() > name.size() && line[name.size()] == '=' && line.starts_with(name))
      return unquoted(line.substr(name.size() + 1));
  return {};
}

}  // namespace

bool Distribution::is(std::string_view word) const {
  if (const std::size_t colon = word.find(':'); colon != std::string_view::npos)
    return id == word.substr(0, colon) && version == word.substr(colon + 1);
  return id == word || std::find(alike.begin(), alike.end(), word) != alike.end();
}

std::optional<Distribution> distribution_of(const Host& host) {
  constexpr std::size_t largest_file = 64UL * 1024;
  std::optional<std::string> text = content_behind_links(host, *HostPath::parse("/etc/os-release"), largest_file);
  if (!text) text = content_behind_links(host, *HostPath::parse("/usr/lib/os-release"), largest_file);
  if (!text) return std::nullopt;
  std::vector<std::string_view> alike = split(line_of(*text, "ID_LIKE"), ' ');
  std::erase(alike, "");
  return Distribution{.id = std::string(line_of(*text, "ID")),
                      .version = std::string(line_of(*text, "VERSION_ID")),
                      .alike = {alike.begin(), alike.end()}};
}

}  // namespace sandbox
