// See paths.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/paths.h"

namespace sandbox {

std::optional<std::string> tidy_absolute(std::string_view text) {
  if (text.empty() || text.front() != '/' || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::string tidy;
  tidy.reserve(text.size());
  while (!text.empty()) {
    const std::size_t slash = text.find('/');
    const std::string_view component = text.substr(0, slash);
    if (!component.empty() && component != ".") tidy.append("/").append(component);
    if (slash == std::string_view::npos) break;
    text.remove_prefix(slash + 1);
  }
  if (tidy.empty()) tidy = "/";
  return tidy;
}

bool climbs(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != std::string_view::npos;
}

}  // namespace sandbox
