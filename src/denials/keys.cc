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

// What wants a capability on the machine itself, or the one that no profile can keep: sys_admin.
bool is_refused_by_the_kernel(std::string_view call, bool kernel_log_is_open) {
  if (call == "chroot") return false;
  if (call == "syslog") return !kernel_log_is_open;
  return policy::is_among(
      call,
      "@module @mount @raw-io @reboot @swap acct clock_settime clock_settime64 open_by_handle_at quotactl "
      "quotactl_fd setdomainname sethostname setns settimeofday stime vhangup");
}

}  // namespace

Denial denial_of_call(const Attempt& attempt, Circumstances around) {
  const std::string& call = attempt.subject;
  if (attempt.detail == "CLONE_NEWUSER") return {attempt, "namespaces.nested", "\"allow\""};
  // Nothing opens these: a terminal that can be typed into is the caller's whole account.
  if (!attempt.detail.empty()) return {attempt, {}, {}};
  if (!around.listed && is_about_modes(call)) return {attempt, "seccomp.features", "[\"set-id-files\"]"};
  for (const policy::SyscallFeature& feature : policy::syscall_features())
    if (policy::is_among(call, feature.syscalls))
      return {attempt, "seccomp.features", fmt::format("[\"{}\"]", feature.name)};
  if (is_refused_by_the_kernel(call, around.kernel_log_is_open)) return {attempt, {}, {}};
  Denial denial{attempt, "seccomp.allow", fmt::format("[\"{}\"]", call)};
  if (call == "chroot")
    denial.also = {{"capabilities.keep", "[\"sys_chroot\"]"}, {"capabilities.ambient", "[\"sys_chroot\"]"}};
  return denial;
}

}  // namespace sandbox::denials
