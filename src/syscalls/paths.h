// Which system calls name a file by a path, and where among their arguments it stands.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sandbox::syscalls {

/// What a call does with the file that it names.
enum class Access : std::uint8_t {
  look,      ///< reads it, or asks about it
  change,    ///< changes or removes it
  make,      ///< makes it; what is there already is left as it is
  by_flags,  ///< either, as the flags of open(2) in the argument behind the path say
};

/// A path among a call's arguments. A call with two of them has two entries.
struct PathArgument {
  static constexpr int current = -1;
  std::string_view syscall;
  Access access;
  int path;       ///< the argument that points to it
  int directory;  ///< the argument with the descriptor that a relative one begins at; or `current`
};

/// All that are told of. What the launcher itself calls between its filter and the command's execve is not among them,
/// nor is execve: whoever waits for that cannot answer.
inline constexpr auto path_arguments = std::to_array<PathArgument>({
    {"access", Access::look, 0, PathArgument::current},
    {"chmod", Access::change, 0, PathArgument::current},
    {"chown", Access::change, 0, PathArgument::current},
    {"creat", Access::change, 0, PathArgument::current},
    {"faccessat", Access::look, 1, 0},
    {"faccessat2", Access::look, 1, 0},
    {"fchmodat", Access::change, 1, 0},
    {"fchmodat2", Access::change, 1, 0},
    {"fchownat", Access::change, 1, 0},
    {"lchown", Access::change, 0, PathArgument::current},
    {"link", Access::make, 1, PathArgument::current},
    {"linkat", Access::make, 3, 2},
    {"lstat", Access::look, 0, PathArgument::current},
    {"mkdir", Access::make, 0, PathArgument::current},
    {"mkdirat", Access::make, 1, 0},
    {"mknod", Access::make, 0, PathArgument::current},
    {"mknodat", Access::make, 1, 0},
    {"newfstatat", Access::look, 1, 0},
    {"open", Access::by_flags, 0, PathArgument::current},
    {"openat", Access::by_flags, 1, 0},
    {"readlink", Access::look, 0, PathArgument::current},
    {"readlinkat", Access::look, 1, 0},
    {"rename", Access::change, 0, PathArgument::current},
    {"rename", Access::change, 1, PathArgument::current},
    {"renameat", Access::change, 1, 0},
    {"renameat", Access::change, 3, 2},
    {"renameat2", Access::change, 1, 0},
    {"renameat2", Access::change, 3, 2},
    {"rmdir", Access::change, 0, PathArgument::current},
    {"stat", Access::look, 0, PathArgument::current},
    {"statx", Access::look, 1, 0},
    {"symlink", Access::make, 1, PathArgument::current},
    {"symlinkat", Access::make, 2, 1},
    {"truncate", Access::change, 0, PathArgument::current},
    {"unlink", Access::change, 0, PathArgument::current},
    {"unlinkat", Access::change, 1, 0},
    {"utime", Access::change, 0, PathArgument::current},
    {"utimensat", Access::change, 1, 0},
    {"utimes", Access::change, 0, PathArgument::current},
});

}  // namespace sandbox::syscalls
