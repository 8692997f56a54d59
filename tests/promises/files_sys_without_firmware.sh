#!/usr/bin/env bash
# promise: where a profile shows /sys, what it tells of firmware and the kernel's inside is closed unless it is listed
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

[[ -d /sys/firmware ]] || skip 'this machine has no /sys/firmware'
works 'outside it is open' "$PROBE" readdir /sys/firmware
refused_with EACCES 'inside it is closed' ask --ro /sys -- readdir /sys/firmware
works '    while the rest is shown' ask --ro /sys -- readdir /sys/class
refused_with 'EROFS|EACCES' '    read-only' ask --ro /sys -- open-write /sys/kernel/mm/ksm/run
works 'who lists it sees it' ask --ro /sys --ro /sys/firmware -- readdir /sys/firmware
for part in kernel/debug kernel/tracing kernel/security devices/virtual/powercap; do
  [[ -d /sys/$part ]] || continue
  refused_with EACCES "/sys/$part is closed" ask --ro /sys -- readdir "/sys/$part"
done
