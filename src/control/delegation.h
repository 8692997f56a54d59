// Whether the caller's control group is his own to divide: cgroups(7), version 2.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sandbox::control {

/// A control group, and what the caller may do with it.
struct ControlGroup {
  std::string directory;    ///< empty where there is none of version 2
  std::string controllers;  ///< that it has, with spaces between
  bool delegated = false;   ///< the caller may make groups below it and move processes there
};

/// Where the caller's group of version 2 is, by the texts of /proc/self/cgroup and /proc/self/mountinfo; empty when it
/// is nowhere.
std::string group_directory(std::string_view groups, std::string_view mounts);

/// The caller's own.
ControlGroup own_control_group();

}  // namespace sandbox::control
