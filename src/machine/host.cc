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

}  // namespace sandbox
