// See keys.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "denials/keys.h"

#include <fmt/format.h>
#include <string_view>

#include "policy/syscall_features.h"
#include "policy/syscall_groups.h"

namespace sandbox::denials {
namespace {

// What makes a file set-user-ID is allowed for all other files.
bool is_about_modes(std::string_view call) {
  return policy::is_among(call, "chmod creat fchmod fchmodat fchmodat2 mknod mknodat open openat");
}

}  // namespace

Denial denial_of_call(const Attempt& attempt, bool listed) {
  const std::string& call = attempt.subject;
  if (attempt.detail == "CLONE_NEWUSER") return {attempt, "namespaces.nested", "\"allow\""};
  // Nothing opens these: a terminal that can be typed into is the caller's whole account.
  if (!attempt.detail.empty()) return {attempt, {}, {}};
  if (!listed && is_about_modes(call)) return {attempt, "seccomp.features", "[\"set-id-files\"]"};
  for (const policy::SyscallFeature& feature : policy::syscall_features())
    if (policy::is_among(call, feature.syscalls))
      return {attempt, "seccomp.features", fmt::format("[\"{}\"]", feature.name)};
  return {attempt, "seccomp.allow", fmt::format("[\"{}\"]", call)};
}

}  // namespace sandbox::denials
