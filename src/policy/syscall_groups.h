// Named sets of system calls, as data: what no sandboxed program needs and an attacker would like. The names of sets
// are systemd's where it has one.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sandbox::policy {

/// A set of system calls that are refused together. Never by ending the program: programs probe, and cope with an
/// errno.
struct SyscallGroup {
  std::string_view name;  ///< with the "@"
  std::string_view help;
  int refusal;  ///< the errno value of the answer
  std::span<const std::string_view> members;
};

/// All groups of @dangerous.
std::span<const SyscallGroup> dangerous_groups();

/// The highest number of a system call that has been reviewed; what is above answers ENOSYS. Linux 6.18 ends there.
inline constexpr std::uint32_t newest_reviewed_syscall = 469;

}  // namespace sandbox::policy
