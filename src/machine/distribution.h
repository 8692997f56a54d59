// Which distribution the machine runs: os-release(5).
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machine/host.h"

namespace sandbox {

/// What a distribution says of itself.
struct Distribution {
  std::string id;                  ///< "debian"
  std::string version;             ///< "12"; empty for one that has none
  std::vector<std::string> alike;  ///< the ids of those that it is built on, the nearest first

  /// Whether it is the one that a word names, "debian", or is built on it; with a version, "debian:12", only itself.
  bool is(std::string_view word) const;
};

/// That of the machine; nothing when it does not say.
std::optional<Distribution> distribution_of(const Host& host);

}  // namespace sandbox
