#!/usr/bin/env bash
# promise: /dev has the harmless devices, which work, and no other; none can be added
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

says $'fd\nfull\nnull\nptmx\npts\nrandom\nshm\nstderr\nstdin\nstdout\ntty\nurandom\nzero' '/dev has these names' ask -- readdir /dev
for device in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
  IFS=: read -r name major minor <<<"$device"
  matches "character-device * $major:$minor" "$name is what its name says" ask -- stat "/dev/$name"
done
says end 'null has nothing' ask -- device-read /dev/null
works '    and takes all' ask -- device-write /dev/null
says zero 'zero has zeros' ask -- device-read /dev/zero
refused_with ENOSPC 'full is full' ask -- device-write /dev/full
says data 'random has something' ask -- device-read /dev/random
says data 'urandom, too' ask -- device-read /dev/urandom
says $'one\ntwo' 'stdin, stdout and fd lead to the own descriptors' \
  box -- sh -c 'echo one | cat /dev/stdin >/dev/stdout; echo two >/dev/fd/1'
for kind in "8 0" "1 1" "1 3" "10 200"; do
  # shellcheck disable=SC2086  # two numbers are meant
  refused_with EPERM "device $kind cannot be made" ask -- mknod /tmp/device $kind
done
refused_with EROFS 'nothing can be made in /dev' ask -- create /dev/new
refused_with 'EROFS|EBUSY' 'no device can be removed' ask -- unlink /dev/null
# Root of the host owns them. The mode is the one that they have, so that a failure of this check does no harm.
for name in null zero full random urandom tty; do
  refused_with 'EROFS|EPERM' "the mode of $name cannot be changed" ask -- chmod "0$(stat -c %a "/dev/$name")" "/dev/$name"
  refused_with 'EROFS|EPERM' '    nor its time' ask -- touch "/dev/$name"
done
