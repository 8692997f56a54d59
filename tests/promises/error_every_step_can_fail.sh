#!/usr/bin/env bash
# promise: whatever the kernel refuses to the launcher, it ends with 125 and a reason, runs nothing and leaves nothing
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# strace stands between launcher and kernel, and lets one call fail.
failing() {
  strace -f -qq -o /dev/null -e trace="$1" -e inject="$1:error=$2${3:+:when=$3}" \
    "$SANDBOX" -p base --rw "$WORK" -- sh -c 'touch "$0"; : "$1"' "$WORK/ran" "$mark"
}
works 'strace may watch a launch' strace -f -qq -o /dev/null -e trace=clone "$SANDBOX" -p base true
works 'and lets it go on when the call that fails is not made' failing reboot EPERM
works '    so that the command runs' rm ran

for failure in clone:EPERM clone:ENOSPC clone:EAGAIN pipe2:EMFILE setsid:EPERM openat2:EACCES:20 \
  open_tree:EPERM mount_setattr:ENOSYS mount_setattr:EINVAL:5 move_mount:ENOSPC:3 move_mount:EACCES:9 fsopen:ENODEV fsconfig:EINVAL \
  fsmount:EPERM fsmount:EPERM:3 mkdirat:ENOSPC:4 symlinkat:ENOSPC:2 socket:EAFNOSUPPORT sethostname:EPERM pivot_root:EINVAL \
  umount2:EBUSY keyctl:EDQUOT capset:EPERM seccomp:EINVAL setpgid:EPERM prctl:EPERM; do
  IFS=: read -r call error at <<<"$failure"
  complains 'sandbox: cannot *' "$call fails with $error${at:+ (the ${at}th time)}" failing "$call" "$error" "$at"
  [[ $err == *"($error)"* ]] && good=yes || good=no
  verdict "$good" '    and the reason is named' "$error in the message"
done
refused 'none of them ran the command' test -e ran
eventually 5 'none of them left a process' gone "$mark"
says '' 'or a file' ls -A "$WORK"
