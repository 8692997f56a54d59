#!/usr/bin/env bash
# promise: when the launcher is killed with SIGKILL, everything inside is gone, however deep and however detached
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# A process that dies while it is being cloned must not matter either: the time of the kill varies.
start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" make-daemons 12 "$mark"
wait_for has_printed ready
works 'a chain of detached processes runs inside' living "$mark"
# The launcher's name for itself ends with its command; the first process shares its memory, and so the name.
same 12 "$(($(pgrep -cf -- "make-daemons 12 $mark") - 3))" 'all of them are there, besides launcher, first process and command'
kill -KILL "$job"
ended
same 137 "$status" 'the launcher was killed'
eventually 5 'none of the processes is left' gone "$mark"

for delay in 0 0.001 0.002 0.003 0.005 0.008; do
  start "$SANDBOX" -p base -- sh -c 'sleep 600; :' "$mark"
  sleep "$delay"
  kill -KILL "$job"
  ended
done 2>/dev/null
eventually 5 'neither when it is killed while the sandbox starts' gone "$mark"
