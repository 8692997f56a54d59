#!/usr/bin/env bash
# promise: kill(0) and kill(-1) inside reach processes inside, never the caller's process group
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# A group with a witness and a launcher in it; says whether the witness is alive after the command.
group='
  sleep 60 & witness=$!
  "$@"; echo "status $?"
  if kill -0 $witness; then echo "witness lives"; else echo "witness is dead"; fi
  kill -KILL $witness'
in_a_group() { setsid --wait bash -c "$group" bash "$@"; }

says $'status 143\nwitness lives' 'kill(0) inside ends the command and not the caller'"'"'s group' \
  in_a_group "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" kill 0 15
says $'143\nstatus 0\nwitness lives' 'kill(-1) inside ends the others inside and leaves the group alone' \
  in_a_group "$SANDBOX" -p base -- sh -c 'sleep 50 & kill -TERM -1; wait $!; echo $?'
# The shell of the group is itself a member of it.
exits 143 'without a sandbox kill(0) does reach the caller'"'"'s group' in_a_group "$PROBE" kill 0 15
