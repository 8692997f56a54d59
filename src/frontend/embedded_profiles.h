// The profiles that are part of the launcher, so that it works before anything is installed. The build writes the table
// from profiles/.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace sandbox::frontend {

struct EmbeddedProfile {
  std::string_view name;
  std::string_view text;
  std::string_view commands;  ///< its match.command, with spaces between
};

/// All of them, sorted by name.
std::span<const EmbeddedProfile> embedded_profiles();

}  // namespace sandbox::frontend
