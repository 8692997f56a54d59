// See host.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "machine/host.h"

namespace sandbox {

std::optional<std::string_view> variable(const Host& host, std::string_view name) {
  for (const std::string& entry : host.environment())
    if (entry.size() > name.size() && entry[name.size()] == '=' && entry.starts_with(name))
      return std::string_view(entry).substr(name.size() + 1);
  return std::nullopt;
}

std::optional<std::string> content_behind_links(const Host& host, const HostPath& path, std::size_t limit) {
  if (std::optional<std::string> text = host.content(path, limit)) return text;
  const Answer answer = host.find(path);
  const auto* found = std::get_if<Found>(&answer);
  return found == nullptr ? std::nullopt : host.content(found->real, limit);
}

}  // namespace sandbox
