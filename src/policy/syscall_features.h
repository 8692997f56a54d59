// What a kind of program needs besides what every program may do, by one word of a profile.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "policy/identity.h"

namespace sandbox::policy {

/// A word of seccomp.features, and all that it opens.
struct SyscallFeature {
  std::string_view name;
  std::string_view help;
  std::string_view syscalls;         ///< names and groups that it allows, with spaces between them
  std::span<const Family> families;  ///< families of sockets
  bool other_machines = false;       ///< the other interface that the processor has
  bool set_id_files = false;         ///< set-user-ID and set-group-ID files may be made
};

/// All features, by name.
std::span<const SyscallFeature> syscall_features();

/// The feature of that name; null when there is none.
const SyscallFeature* find_syscall_feature(std::string_view name);

}  // namespace sandbox::policy
