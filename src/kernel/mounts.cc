// See mounts.h.
//
// SPDX-License-Identifier: Apache-2.0
#include "kernel/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>

namespace sandbox::kernel {
namespace {

// Linux 5.14; the headers of Debian 12 have it, those of older distributions not.
#ifndef MOUNT_ATTR_NOSYMFOLLOW
#define MOUNT_ATTR_NOSYMFOLLOW 0x00200000
#endif

std::uint64_t attributes(MountFlags flags) noexcept {
  std::uint64_t attributes = MOUNT_ATTR_NOSUID;
  if (!flags.devices) attributes |= MOUNT_ATTR_NODEV;
  if (flags.read_only) attributes |= MOUNT_ATTR_RDONLY;
  if (flags.no_exec) attributes |= MOUNT_ATTR_NOEXEC;
  if (flags.no_symlinks) attributes |= MOUNT_ATTR_NOSYMFOLLOW;
  if (flags.no_atime) attributes |= MOUNT_ATTR_NOATIME;
  return attributes;
}

}  // namespace

Failure open_filesystem(const char* type, Fd& context) noexcept {
  const long result = raw(SYS_fsopen, type, FSOPEN_CLOEXEC);
  if (result >= 0) context = Fd(static_cast<int>(result));
  return checked(Call::fsopen, result);
}

Failure configure(int context, FilesystemParameter parameter) noexcept {
  return checked(Call::fsconfig, raw(SYS_fsconfig, context, FSCONFIG_SET_STRING, parameter.name, parameter.value, 0));
}

Failure create_mount(int context, MountFlags flags, Fd& mount) noexcept {
  const Failure failure = checked(Call::fsconfig, raw(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, nullptr, nullptr, 0));
  if (failure) return failure;
  const long result = raw(SYS_fsmount, context, FSMOUNT_CLOEXEC, attributes(flags));
  if (result >= 0) mount = Fd(static_cast<int>(result));
  return checked(Call::fsmount, result);
}

Failure clone_tree(int place, bool recursive, Fd& tree) noexcept {
  const unsigned flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0U);
  const long result = raw(SYS_open_tree, place, "", flags);
  if (result >= 0) tree = Fd(static_cast<int>(result));
  return checked(Call::open_tree, result);
}

Failure restrict_tree(int tree, bool recursive, MountFlags flags) noexcept {
  mount_attr change{};
  change.attr_set = attributes(flags);
  // The three ways to keep access times are one field: it must be cleared as a whole to be set.
  if (flags.no_atime) change.attr_clr = MOUNT_ATTR__ATIME;
  change.propagation = MS_PRIVATE;
  return checked(Call::mount_setattr, raw(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0),
                                          &change, sizeof change));
}

Failure attach_tree(int tree, int place) noexcept {
  return checked(Call::move_mount,
                 raw(SYS_move_mount, tree, "", place, "", MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH));
}

Failure attach_tree_at(int tree, const char* path) noexcept {
  return checked(Call::move_mount, raw(SYS_move_mount, tree, "", AT_FDCWD, path, MOVE_MOUNT_F_EMPTY_PATH));
}

Failure enter_root(int mount) noexcept {
  if (const Failure failure = checked(Call::fchdir, raw(SYS_fchdir, mount))) return failure;
  // The old root lands on top of the new one, where "." still finds it: pivot_root(2), NOTES.
  if (const Failure failure = checked(Call::pivot_root, raw(SYS_pivot_root, ".", "."))) return failure;
  if (const Failure failure = checked(Call::umount, raw(SYS_umount2, ".", MNT_DETACH))) return failure;
  return checked(Call::chdir, raw(SYS_chdir, "/"));
}

Failure make_read_only(int mount) noexcept {
  mount_attr change{};
  change.attr_set = MOUNT_ATTR_RDONLY;
  return checked(Call::mount_setattr, raw(SYS_mount_setattr, mount, "", AT_EMPTY_PATH, &change, sizeof change));
}

}  // namespace sandbox::kernel
