#!/usr/bin/env bash
# promise: nothing can be mounted, moved, remounted or unmounted inside, by the old interface and the new
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

attempts() {
  refused_with EPERM 'bind' ask -- mount-bind /usr /tmp
  for type in tmpfs proc sysfs cgroup2 devpts mqueue overlay; do refused_with EPERM "    new $type" ask -- mount-new "$type" /tmp; done
  for at in /usr / /proc; do
    refused_with EPERM "    $at cannot be remounted" ask -- remount-rw "$at"
    refused_with EPERM '    nor as a bind' ask -- remount-bind-rw "$at"
    refused_with EPERM '    nor by its attributes' ask -- setattr-rw "$at"
    refused_with EPERM '    nor unmounted' ask -- umount "$at"
    refused_with EPERM '    nor copied' ask -- open-tree "$at"
    refused_with EPERM '    nor moved' ask -- move-mount "$at" /tmp
  done
  for call in fsopen fsconfig fsmount fspick open_tree_attr; do refused_with 'EPERM|ENOSYS' "    $call" ask -- call "$call"; done
  refused_with EPERM '    fsopen of a type' ask -- fsopen tmpfs
  refused_with EPERM '    pivot_root' ask -- pivot-root /tmp
  refused_with EPERM '    chroot' ask -- chroot /tmp
}
attempts
profile <<'T'
extends = ["base"]
user.uid = 0
user.gid = 0
T
attempts
matches 'ro,*' 'afterwards the system is read-only as before' ask -- mount-facts /usr
lacks '*sysfs*' 'no sysfs is mounted' ask -- mounts
lacks '* cgroup*' 'no cgroup file system is mounted' ask -- mounts
