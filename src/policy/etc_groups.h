// Named groups of files below /etc, as data. A profile says "@base" instead of thirty names that differ between
// distributions. The generated passwd and group are not in here: every sandbox has them.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace sandbox::policy {

/// A group of names below /etc; what a machine does not have is passed over.
struct EtcGroup {
  std::string_view name;  ///< with the "@"
  std::string_view help;
  std::span<const std::string_view> members;
};

/// All groups, for look-up and for the manual.
std::span<const EtcGroup> etc_groups();

/// The group of that name ("@base"); null when there is none.
const EtcGroup* find_etc_group(std::string_view name);

}  // namespace sandbox::policy
