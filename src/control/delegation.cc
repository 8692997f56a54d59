// See delegation.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "control/delegation.h"

#include <unistd.h>
#include <vector>

#include "launch/circumstances.h"
#include "support/mount_table.h"
#include "support/words.h"

namespace sandbox::control {
namespace {

// The path of the group in its hierarchy: the line that begins "0::".
std::string_view path_in(std::string_view groups) {
  constexpr std::string_view head = "0::";
  for (const std::string_view line : split(groups, '\n'))
    if (line.starts_with(head)) return line.substr(head.size());
  return {};
}

// Where the hierarchy of version 2 is mounted.
std::string_view hierarchy_in(std::string_view mountinfo) {
  for (const MountLine& mount : mounts_in(mountinfo))
    if (mount.type == "cgroup2") return mount.mount_point;
  return {};
}

bool may_write(const std::string& path) { return ::access(path.c_str(), W_OK) == 0; }

}  // namespace

std::string group_directory(std::string_view groups, std::string_view mounts) {
  const std::string_view path = path_in(groups);
  const std::string_view hierarchy = hierarchy_in(mounts);
  if (path.empty() || hierarchy.empty()) return {};
  return std::string(hierarchy).append(path == "/" ? "" : path);
}

ControlGroup own_control_group() {
  const launch::Look look = launch::real_look();
  ControlGroup group{.directory = group_directory(look.text_of("/proc/self/cgroup").value_or(""),
                                                  look.text_of("/proc/self/mountinfo").value_or(""))};
  if (group.directory.empty()) return group;
  group.controllers = look.text_of(group.directory + "/cgroup.controllers").value_or("");
  while (group.controllers.ends_with('\n')) group.controllers.pop_back();
  group.delegated = may_write(group.directory) && may_write(group.directory + "/cgroup.procs") &&
                    may_write(group.directory + "/cgroup.subtree_control");
  return group;
}

}  // namespace sandbox::control
