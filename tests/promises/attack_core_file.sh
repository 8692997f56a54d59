#!/usr/bin/env bash
# promise: a process that crashes leaves no picture of its memory in the project
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project || exit
pattern=$(</proc/sys/kernel/core_pattern)
crash='ulimit -c unlimited 2>/dev/null; kill -ABRT $$'
careless() { prlimit --core=unlimited:unlimited setpriv --no-new-privs sh -c "$crash"; }
cores() { find "$WORK/project" -type f -name "*core*" | wc -l; }
if [[ $pattern != \|* && $pattern != */* && $(ulimit -Hc) == unlimited ]]; then
  exits 134 'careless: it crashes' careless
  same 1 "$(cores)" '    and its memory lies in the directory'
  rm -f ./*core*
  exits 134 'a profile can allow it' box --rw "$WORK/project" --set 'limits.rlimit.core="unlimited"' -- sh -c "$crash"
  same 1 "$(cores)" '    and its memory lies there as well'
  rm -f ./*core*
else
  echo "skip  careless: here core files go elsewhere: $pattern"
fi
exits 134 'by default it crashes' box --rw "$WORK/project" -- sh -c "$crash"
same 0 "$(cores)" '    and leaves nothing'
exits 134 '    nor in the profile for builds' "$SANDBOX" -p build sh -c "$crash"
same 0 "$(cores)" '    where the project can be written'
says 0:0 'the limit cannot be raised' ask -- limit core
