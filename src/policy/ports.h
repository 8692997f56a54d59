// Ports of TCP, as a profile lists them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sandbox::policy {

/// The ports from `first` to `last`; both the same for a single one. Port 0 of bind(2) is "one that the kernel
/// chooses".
struct PortRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;

  bool operator==(const PortRange&) const = default;
};

/// The range that "80" or "8000-8010" means; nothing when the text means none.
std::optional<PortRange> port_range(std::string_view text);

}  // namespace sandbox::policy
