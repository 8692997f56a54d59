// Giving up rights: capabilities, keyrings, new privileges, system calls.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <linux/filter.h>

#include "kernel/failure.h"

namespace sandbox::kernel {

/// Empties the bounding, ambient, inheritable, permitted and effective sets, and locks the securebits so that user id
/// 0 is an id like any other.
Failure drop_capabilities() noexcept;

/// No execve gives rights from now on (set-user-ID, file capabilities).
Failure forbid_new_privileges() noexcept;

/// Leaves the caller's session keyring for a new, empty one. A kernel without keyrings has none to leave: success.
Failure join_new_session_keyring() noexcept;

/// Installs a seccomp filter for the caller and all it starts. Needs forbid_new_privileges().
Failure install_filter(const sock_filter* program, std::size_t length) noexcept;

}  // namespace sandbox::kernel
