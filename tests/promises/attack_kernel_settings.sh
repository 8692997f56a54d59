#!/usr/bin/env bash
# promise: the host's root does not write the kernel's settings from inside: no helper for core files, no sysrq
# as: root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# Opened for writing, and never written: what counts is that the kernel gives the descriptor.
careless() { unshare --mount --pid --fork --mount-proc "$@"; }
settings=(sys/kernel/core_pattern sys/kernel/modprobe sysrq-trigger)
for setting in "${settings[@]}"; do
  [[ -e /proc/$setting ]] || continue
  works "careless: namespaces of one's own open /proc/$setting for writing" careless "$PROBE" open-write "/proc/$setting"
  for profile in base script build; do
    refused_with 'EROFS|EACCES|EPERM|ENOENT' "    $profile: by default not" "$SANDBOX" -p "$profile" --ro "$PROBE" -- "$PROBE" open-write "/proc/$setting"
  done
  refused_with 'EROFS|EACCES|EPERM|ENOENT' '    nor with all of the system shown' ask --set filesystem.system=full -- open-write "/proc/$setting"
done
