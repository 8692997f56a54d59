// Mounts, by descriptor, with the calls of Linux 5.2 and 5.12: a tree is cloned, restricted while nobody sees it, and
// only then attached. Nothing here takes a string where a tree goes.
//
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kernel/failure.h"
#include "kernel/fd.h"

namespace sandbox::kernel {

/// What a mount forbids; `devices` is the one permission, and every mount is nosuid.
struct MountFlags {
  bool read_only = false;
  bool no_exec = false;
  bool no_symlinks = false;
  bool no_atime = false;
  bool devices = false;
};

/// A parameter of a new file system; both are NUL-terminated and borrowed.
struct FilesystemParameter {
  const char* name = nullptr;
  const char* value = nullptr;
};

/// Starts a new instance of a file system, for configure and create.
Failure open_filesystem(const char* type, Fd& context) noexcept;

/// Sets one parameter of it.
Failure configure(int context, FilesystemParameter parameter) noexcept;

/// Creates it and gives a mount of it that is attached nowhere yet.
Failure create_mount(int context, MountFlags flags, Fd& mount) noexcept;

/// Clones what is mounted at a place, with everything mounted below when `recursive`; the clone is attached nowhere.
/// The place must be of the caller's own mount namespace.
Failure clone_tree(int place, bool recursive, Fd& tree) noexcept;

/// Restricts a detached tree, all mounts of it when `recursive`, and cuts its propagation in both directions
/// (mount_setattr(2), Linux 5.12).
Failure restrict_tree(int tree, bool recursive, MountFlags flags) noexcept;

/// Attaches a detached tree on top of a place.
Failure attach_tree(int tree, int place) noexcept;

/// Attaches a detached tree at an absolute path of the current root.
Failure attach_tree_at(int tree, const char* path) noexcept;

/// Makes the mount the root of the mount namespace, detaches the old root with all below it, and goes to "/".
Failure enter_root(int mount) noexcept;

/// Makes one attached mount read-only; what is mounted below keeps its own state.
Failure make_read_only(int mount) noexcept;

}  // namespace sandbox::kernel
