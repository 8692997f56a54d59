#!/usr/bin/env bash
# promise: started by root, a command cannot do what only root of the host can
# as: root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

works 'outside root reads the passwords' "$PROBE" open-read /etc/shadow
for name in base script build; do
  refused_with 'ENOENT|EACCES' "$name: inside they are not there, or closed" "$SANDBOX" -p "$name" --ro "$PROBE" -- "$PROBE" open-read /etc/shadow
done

works 'outside root opens settings of the kernel' "$PROBE" open-write /proc/sys/kernel/core_pattern
for id in self 0 1234; do
  [[ $id == self ]] && id='"self"'
  profile <<T
extends = ["base"]
user.uid = $id
T
  for file in sys/kernel/core_pattern sys/kernel/modprobe sys/vm/drop_caches sys/net/ipv4/ip_forward sys/fs/binfmt_misc/register \
    sysrq-trigger irq/default_smp_affinity mtrr; do
    [[ -e /proc/$file ]] || continue
    refused_with 'EROFS|EACCES|EPERM|ENOENT' "uid $id: /proc/$file cannot be opened for writing" ask -- open-write "/proc/$file"
  done
  for file in kcore kmsg; do
    refused_with 'EPERM|EACCES|ENOENT' "    /proc/$file cannot be read" ask -- open-read "/proc/$file"
  done
done
works 'outside root opens memory and disks by their numbers' "$PROBE" mknod "$WORK/mem" 1 1
refused_with EPERM '    which cannot be made inside' ask -- mknod /tmp/mem 1 1
refused_with EACCES '    nor opened where somebody made one' ask --ro "$WORK" -- open-read "$WORK/mem"
refused_with EPERM 'the log of the kernel cannot be read' ask -- call syslog 3 0 0
for file in shadow shadow- gshadow sudoers; do
  [[ -e /etc/$file ]] || continue
  refused_with 'EACCES|ENOENT' "/etc/$file cannot be read where all of /etc is shown" ask --set filesystem.system=full -- open-read "/etc/$file"
done
[[ ! -d /etc/ssl/private ]] || refused_with 'EACCES|ENOENT' 'the private keys of the machine cannot be listed' ask -- readdir /etc/ssl/private
processor=/sys/devices/system/cpu/cpu1/online
[[ ! -e $processor ]] || refused_with 'EROFS|EACCES' 'no processor can be switched off' ask --set filesystem.system=full -- open-write "$processor"
refused_with EPERM 'the time cannot be set' ask -- call clock_settime 0 0
refused_with EPERM 'the machine cannot be restarted' ask -- call reboot 0 0 0 0
