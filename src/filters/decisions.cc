// See decisions.h. The only file that links libseccomp, and no part of the launcher: it serves the build and the tests.
//
// SPDX-License-Identifier: Apache-2.0
#include "filters/decisions.h"

#include <array>
#include <cerrno>
#include <optional>
#include <seccomp.h>
#include <stdexcept>
#include <string>
#include <string_view>

#include "policy/syscall_groups.h"
#include "policy/syscall_rules.h"

namespace sandbox::filters {
namespace {

struct Numbered {
  std::string_view name;
  std::uint32_t number;
};

// Younger than the libseccomp of Debian 12. Since Linux 5.1 a new call has the same number on every architecture.
constexpr auto newer_than_the_library = std::to_array<Numbered>({
    {"quotactl_fd", 443},
    {"set_mempolicy_home_node", 450},
    {"lsm_set_self_attr", 460},
    {"open_tree_attr", 467},
});

// Nothing when the architecture does not have the call.
std::optional<std::uint32_t> number_of(std::string_view name, std::uint32_t token) {
  const int number = seccomp_syscall_resolve_name_arch(token, std::string(name).c_str());
  if (number >= 0) return static_cast<std::uint32_t>(number);
  for (const Numbered& entry : newer_than_the_library)
    if (entry.name == name) return entry.number;
  if (number == __NR_SCMP_ERROR) throw std::invalid_argument("unknown system call: " + std::string(name));
  return std::nullopt;
}

}  // namespace

Decisions default_decisions(std::uint32_t token) {
  Decisions decisions{.architecture = token,
                      .of = {},
                      .otherwise = {},
                      .newest = policy::newest_reviewed_syscall,
                      .beyond_newest = policy::refuse(ENOSYS)};
  for (const policy::SyscallGroup& group : policy::dangerous_groups())
    for (const std::string_view name : group.members)
      if (const auto number = number_of(name, token)) decisions.of[*number].otherwise = policy::refuse(group.refusal);
  for (const policy::SyscallRule& entry : policy::dangerous_rules())
    if (const auto number = number_of(entry.syscall, token)) decisions.of[*number].rules.push_back(entry.rule);
  return decisions;
}

}  // namespace sandbox::filters
