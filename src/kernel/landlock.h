// Landlock: a ruleset about files, ports and processes is filled with what is allowed, and then holds the caller and
// all that it starts for good (landlock(7)). A kernel has the rights up to its interface's version; what it does not
// have, it does not refuse.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// What may be done with a file, or with a directory and all below it.
struct FileAccess {
  bool read = false;
  bool execute = false;
  bool write = false;    ///< also truncate
  bool change = false;   ///< make, remove, rename and link entries of directories
  bool control = false;  ///< ioctl(2) of devices
};

/// What a ruleset is about. What it is about is refused, unless a rule allows it.
struct RulesetScope {
  int version = 0;  ///< of the kernel's interface
  bool files = false;
  bool tcp_bind = false;
  bool tcp_connect = false;
  bool abstract_sockets = false;  ///< connections to abstract sockets of processes outside
  bool signals = false;           ///< signals to processes outside
};

/// A ruleset under construction.
struct Ruleset {
  Fd fd;
  std::uint64_t file_rights = 0;  ///< LANDLOCK_ACCESS_FS_… that it is about
  int version = 0;
};

/// The version of the kernel's interface. ENOSYS: the kernel was built without it; EOPNOTSUPP: it is not enabled at
/// boot.
Failure landlock_version(int& version) noexcept;

/// Makes a ruleset that allows nothing of what it is about.
Failure create_ruleset(RulesetScope scope, Ruleset& ruleset) noexcept;

/// Allows something with the object that a descriptor, also an O_PATH one, refers to, and with all below it. What lies
/// on no file system that can be mounted, as pipes and sockets, Landlock does not restrict: success.
Failure allow_files(const Ruleset& ruleset, int fd, bool directory, FileAccess access) noexcept;

/// Allows to listen on a port of TCP, or to connect to one.
Failure allow_port(const Ruleset& ruleset, bool bind, std::uint16_t port) noexcept;

/// Binds the caller. Needs forbid_new_privileges(). Domains that the program makes for itself write nothing into the
/// audit log of the host. E2BIG: the caller is in sixteen domains already.
Failure restrict_self(const Ruleset& ruleset) noexcept;

}  // namespace sandbox::kernel
