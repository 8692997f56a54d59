#!/usr/bin/env bash
# promise: of /proc there is as much as the profile says, never of others' processes, and what tells of the host is closed
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# What every machine has, and what only some have.
for file in keys key-users interrupts kallsyms cmdline; do
  [[ -e /proc/$file ]] || continue
  refused_with EACCES "/proc/$file is closed" ask -- open-read "/proc/$file"
done
for directory in bus acpi scsi asound; do
  [[ -d /proc/$directory ]] || continue
  matches '*' "outside /proc/$directory is listed" "$PROBE" readdir "/proc/$directory"
  refused_with EACCES '    inside it is closed' ask -- readdir "/proc/$directory"
done
for file in slabinfo pagetypeinfo vmallocinfo timer_list kpagecount kcore kmsg; do
  refused_with 'EACCES|ENOENT|EPERM' "/proc/$file is not read" ask -- open-read "/proc/$file"
done
for file in meminfo cpuinfo stat uptime loadavg self/status sys/kernel/ostype; do
  works "/proc/$file is there, as programs need it" ask -- open-read "/proc/$file"
done

profile <<'P'
extends = ["base"]
filesystem.proc = "minimal"
P
works 'a minimal one has the own process' ask -- open-read /proc/self/status
refused_with ENOENT '    and not the first one' ask -- open-read /proc/1/status
refused_with ENOENT '    nor the machine' ask -- open-read /proc/meminfo
refused_with ENOENT '    nor its settings' ask -- open-read /proc/sys/kernel/ostype
refused_with EPERM '    no user namespace' ask -- unshare user
profile <<'P'
extends = ["base"]
filesystem.proc = "none"
P
refused_with ENOENT 'with none there is none' ask -- kind /proc
works '    programs run without' box -- sh -c 'ls /usr >/dev/null'
refused_with ENOENT '    and no link leads there' ask -- readlink /dev/fd
