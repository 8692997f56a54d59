// Patterns in paths: "*", "?" and "[…]" in the last component, as glob(7) has them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/fault.h"

namespace sandbox::policy {

/// A path taken apart before its last component, both as they were written.
struct PathPattern {
  std::string directory;
  std::string pattern;
};

/// The pattern that a path is; nothing when it names one file. What stands in variables is no pattern.
std::optional<PathPattern> path_pattern(std::string_view path);

/// A pattern stands in the last component only.
Verdict check_path_pattern(std::string_view path);

}  // namespace sandbox::policy
