// See origin.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "support/origin.h"

namespace sandbox {

std::string Origin::text() const {
  if (!given()) return "every sandbox";
  return key.empty() ? place : place + " " + key;
}

std::optional<std::string> Origin::directory() const {
  const std::size_t colon = place.rfind(':');
  if (colon == std::string::npos || place.starts_with("--") || place.starts_with(built_in_place)) return std::nullopt;
  const std::size_t slash = place.rfind('/', colon);
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : place.substr(0, slash);
}

}  // namespace sandbox
