#!/usr/bin/env bash
# promise: no user namespace can be made inside, by no call and no trick; processes and threads can
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

works 'outside a user namespace can be made' "$PROBE" unshare user
refused_with EPERM 'unshare refuses it' ask -- unshare user
refused_with EPERM 'clone refuses it' ask -- clone user
# The upper half of the word means nothing to the kernel, and must mean nothing to the filter.
refused_with EPERM 'clone refuses it with further bits' ask -- clone user 0xffffffff00000000
refused_with ENOSYS 'clone3, whose flags no filter sees, is not there' ask -- clone3 user
refused_with ENOSYS '    for anything' ask -- clone3 none
works 'clone without a namespace works' ask -- clone none
works 'so do threads' box -- python3 -c 'import threading; t = threading.Thread(target=print); t.start(); t.join()'
for kind in mount pid net ipc uts cgroup; do
  refused_with EPERM "a $kind namespace cannot be made" ask -- unshare "$kind"
  refused_with EPERM '    by clone neither' ask -- clone "$kind"
done
refused_with EPERM 'no namespace can be entered' ask -- setns /proc/self/ns/mnt

# The kernel's own limit stands behind the filter.
says 0 'the limit of user namespaces is none' box -- cat /proc/sys/user/max_user_namespaces
refused_with 'EACCES|EROFS|EPERM' '    and cannot be raised' ask -- write /proc/sys/user/max_user_namespaces 1
profile <<'T'
extends = ["base"]
user.uid = 0
user.gid = 0
T
refused_with 'EACCES|EROFS|EPERM' '    not by user 0 either' ask -- write /proc/sys/user/max_user_namespaces 1
refused_with EPERM '    who cannot make one' ask -- unshare user
