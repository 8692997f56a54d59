#!/usr/bin/env bash
# promise: with process.forward_signals = false a signal that ends programs ends the launcher and all inside, and the command does not hear of it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

profile <<'T'
extends = ["base"]
process.forward_signals = false
T

for signal in HUP INT QUIT TERM USR1 ALRM; do
  start "$SANDBOX" -p "$PROFILE" -- sh -c 'trap "echo heard" HUP INT QUIT TERM USR1 ALRM; echo begun; while :; do sleep 0.1; done' "$mark"
  wait_for has_printed begun
  kill "-$signal" "$job"
  ended
  same "$((128 + $(kill -l "$signal"))).begun" "$status.$out" "SIG$signal ends the launcher"
  eventually 5 '    and all inside' gone "$mark"
done
exits 3 'the command ends as ever' box -- sh -c "exit 3"
works 'a key at the terminal is for the command' at_terminal see:ready 'type:\x03' see:heard end:4 -- \
  "$SANDBOX" -p "$PROFILE" -- sh -c 'trap "echo heard; exit 4" INT; echo ready; while :; do sleep 0.1; done'
works 'the terminal is as before when a signal ends the launcher' at_terminal see:ready mode:raw kill:TERM end:'signal 15' mode:cooked -- \
  "$SANDBOX" -p "$PROFILE" -- sh -c 'echo ready; exec sleep 60'
