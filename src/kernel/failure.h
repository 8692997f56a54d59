// What a system call's wrapper returns: which call refused, and why. No text and no exception: these travel out of a
// child that can do neither.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace sandbox::kernel {

/// The system calls that the launcher can be refused.
enum class Call : std::uint8_t {
  none,
  capset,
  chdir,
  clone,
  close_range,
  dup,
  execve,
  execveat,
  fchdir,
  fcntl,
  fsconfig,
  fsmount,
  fsopen,
  fstat,
  getcwd,
  getdents,
  ioctl,
  keyctl,
  landlock_add_rule,
  landlock_create_ruleset,
  landlock_restrict_self,
  mkdir,
  mmap,
  mount_setattr,
  move_mount,
  open,
  open_tree,
  openat2,
  pipe2,
  pivot_root,
  ppoll,
  prctl,
  prlimit,
  setpriority,
  read,
  readlink,
  recvmsg,
  seccomp,
  sendmsg,
  setgroups,
  sethostname,
  setpgid,
  setsid,
  setsockopt,
  sigaction,
  signalfd,
  sigprocmask,
  socket,
  socketpair,
  symlink,
  umask,
  umount,
  unshare,
  wait,
  write,
};

/// The names of the calls, in the order of the enumeration.
inline constexpr auto call_names = std::to_array<std::string_view>({
    "nothing",
    "capset",
    "chdir",
    "clone",
    "close_range",
    "dup",
    "execve",
    "execveat",
    "fchdir",
    "fcntl",
    "fsconfig",
    "fsmount",
    "fsopen",
    "fstat",
    "getcwd",
    "getdents",
    "ioctl",
    "keyctl",
    "landlock_add_rule",
    "landlock_create_ruleset",
    "landlock_restrict_self",
    "mkdir",
    "mmap",
    "mount_setattr",
    "move_mount",
    "open",
    "open_tree",
    "openat2",
    "pipe2",
    "pivot_root",
    "ppoll",
    "prctl",
    "prlimit",
    "setpriority",
    "read",
    "readlink",
    "recvmsg",
    "seccomp",
    "sendmsg",
    "setgroups",
    "sethostname",
    "setpgid",
    "setsid",
    "setsockopt",
    "sigaction",
    "signalfd",
    "sigprocmask",
    "socket",
    "socketpair",
    "symlink",
    "umask",
    "umount",
    "unshare",
    "wait",
    "write",
});
static_assert(call_names.size() == static_cast<std::size_t>(Call::write) + 1);

/// The name of a call as its manual page has it.
constexpr std::string_view name_of(Call call) {
  const auto index = static_cast<std::size_t>(call);
  return index < call_names.size() ? call_names[index] : "an unknown call";
}

/// A refused call; false when nothing was refused.
struct [[nodiscard]] Failure {
  Call call = Call::none;
  std::int32_t error = 0;  ///< an errno value

  explicit operator bool() const noexcept { return error != 0; }
};

/// The failure for a raw result: none unless it is negative.
inline Failure checked(Call call, long result) noexcept {
  return result < 0 ? Failure{call, static_cast<std::int32_t>(-result)} : Failure{};
}

}  // namespace sandbox::kernel
