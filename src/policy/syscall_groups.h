// Named sets of system calls, as data. A profile names them with the "@"; a set may have other sets in it.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace sandbox::policy {

/// A set of system calls.
struct SyscallGroup {
  std::string_view name;     ///< with the "@"
  std::string_view help;     ///< what its members are for, for people
  std::string_view members;  ///< names of system calls and groups, with spaces between
};

/// All groups, by name.
std::span<const SyscallGroup> syscall_groups();

/// The group of that name; null when there is none.
const SyscallGroup* find_syscall_group(std::string_view name);

/// The system calls that a list of names and groups means, with spaces between them: sorted, each once.
std::vector<std::string_view> syscalls_in(std::string_view words);

/// True when the call is one of those that such a list means.
bool is_among(std::string_view call, std::string_view words);

/// The group whose members are always refused, unless a feature or a name opens one.
inline constexpr std::string_view always_refused = "@dangerous";

/// The errno value with which a system call is refused when a profile names none: ENOSYS where programs have another
/// way for kernels that do not have the call, else EPERM.
int usual_refusal(std::string_view syscall);

}  // namespace sandbox::policy
