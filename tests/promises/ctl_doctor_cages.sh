#!/usr/bin/env bash
# promise: `sandboxctl doctor` is right about launches without a /proc, and in a chroot
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/doctor.bash"
in_private_mounts

ask_in_one_place

agrees 'outside of all cages it works' works "$programs/ask"

mount -t tmpfs none /proc
agrees 'without a procfs, that is named, with the command that mounts one' \
  "*missing  launch *there is no procfs at /proc*"$'\n'"         sudo mount -t proc proc /proc"$'\n'"*" "$programs/ask"
umount /proc
agrees '    and with it, it works again' works "$programs/ask"

mkdir -p root/proc root/dev root/usr root/programs
for name in bin sbin lib lib64; do
  [[ ! -L /$name ]] || ln -s "$(readlink "/$name")" "root/$name"
  [[ -L /$name || ! -e /$name ]] || { mkdir "root/$name" && mount --rbind "/$name" "root/$name"; }
done
for name in proc dev usr; do mount --rbind "/$name" "root/$name"; done
mount --bind "$programs" root/programs
agrees 'in a chroot' '*missing  launch *chroot*missing  namespaces *chroot*' chroot root /programs/ask
