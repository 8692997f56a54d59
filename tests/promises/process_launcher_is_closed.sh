#!/usr/bin/env bash
# promise: launcher and first process cannot be traced or read from inside, and their memory is closed outside as well
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

refused_with EPERM 'ptrace of the first process is refused' ask -- trace 1
refused_with EPERM 'reading its memory is refused' ask -- read-memory 1
refused_with 'EPERM|ENOSYS' 'taking a descriptor of it is refused' ask -- take-descriptor 1 0
works 'a process inside may trace its own child' ask -- trace-child

start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" wait
wait_for has_printed waiting
command=$(pgrep -P "$(init_of "$job")")
# The kernel gives the files in /proc/PID of a process with closed memory to root.
for process in "$job" "$(init_of "$job")"; do
  same "0 $EUID" "$(stat -c %u "/proc/$process/environ") $(stat -c %u "/proc/$command/environ")" \
    'its /proc entries belong to root, and those of the command to its user'
  if [[ $WHO == user ]]; then
    refused_with EPERM '    and its user cannot trace it from outside' "$PROBE" trace "$process"
    refused '    nor see its environment' cat "/proc/$process/environ"
  fi
done
[[ $WHO == root ]] || works 'the command itself can be traced from outside' "$PROBE" trace "$command"
kill -KILL "$job"
wait 2>/dev/null
