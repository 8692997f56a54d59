// Giving up rights: capabilities, keyrings, new privileges, system calls.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <linux/filter.h>

#include "kernel/failure.h"

namespace sandbox::kernel {

/// What is left of the sets of capabilities, a bit for each.
struct KeptCapabilities {
  std::uint64_t bounding = 0;
  std::uint64_t permitted = 0;
  std::uint64_t ambient = 0;
  bool root_regains = false;  ///< execve gives user id 0 what is bounding and permitted
};

/// Reduces the bounding, ambient and permitted sets to these, the inheritable one to the ambient one, and empties the
/// effective set until the next execve. The securebits are locked: nothing becomes ambient later, and unless
/// `root_regains`, user id 0 is an id like any other.
Failure drop_capabilities(const KeptCapabilities& kept) noexcept;

/// True when the caller has a capability, or could make one effective.
bool has_permitted_capabilities() noexcept;

/// No execve gives rights from now on (set-user-ID, file capabilities).
Failure forbid_new_privileges() noexcept;

/// From now on no memory of the caller and of what it starts is writable and executable at once, or becomes executable.
Failure forbid_writable_code() noexcept;

/// The caller and what it starts share a processor core with each other only.
Failure share_no_core() noexcept;

/// Leaves all supplementary groups.
Failure drop_groups() noexcept;

/// Leaves the caller's session keyring for a new, empty one. A kernel without keyrings has none to leave: success.
Failure join_new_session_keyring() noexcept;

/// Installs a seccomp filter for the caller and all it starts. Needs forbid_new_privileges().
Failure install_filter(const sock_filter* program, std::size_t length) noexcept;

}  // namespace sandbox::kernel
