#!/usr/bin/env bash
# promise: where an outer cage forbids namespaces or a procfs (chroot, filter, masked /proc), the message names it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

launch=("$SANDBOX" -p base --rw "$WORK" -- touch "$WORK/ran")
works 'outside of all cages it runs' "${launch[@]}"
works '    and leaves its trace' rm ran

complains '*cannot create the namespaces*not permitted*hint*seccomp filter*' 'a seccomp filter that forbids namespaces' \
  "$PROBE" without-namespaces "${launch[@]}"

mkdir root root/proc root/dev && cp "$SANDBOX" "$PROBE" root/ && printf 'version = 1\n[filesystem]\nro = ["/probe"]\n' >root/p.toml
# A launcher that is linked dynamically takes its libraries along.
ldd "$SANDBOX" 2>/dev/null | grep -oE '/[^ ]+' | xargs -r cp -L --parents -t root
mount --rbind /proc root/proc
mount --rbind /dev root/dev
complains '*cannot create the namespaces*hint*chroot*' 'a chroot' chroot root /sandbox -p p.toml /probe mkdir /ran
umount -l root/dev root/proc

mount -t tmpfs none /proc/sys/kernel
complains '*procfs*hint*/proc*' 'a /proc with something mounted over it' "${launch[@]}"
umount /proc/sys/kernel
works 'without that it runs again' "${launch[@]}"
works '    and leaves its trace' rm ran
