#!/usr/bin/env bash
# promise: a signal that is sent to the launcher reaches the command, once; one sent to the first process inside does not
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" catch-signals 3000
wait_for has_printed ready
for signal in HUP INT QUIT TERM USR1 USR2 ALRM WINCH CONT; do
  kill "-$signal" "$job"
  wait_for has_printed "$signal"
done
ended
same $'ready\nHUP\nINT\nQUIT\nTERM\nUSR1\nUSR2\nALRM\nWINCH\nCONT' "$out" 'each arrives, in order and once'
same 0 "$status" 'and the launcher ends when the command does'

start "$SANDBOX" -p base -- sh -c 'echo begun; exec sleep 50'
wait_for has_printed begun
kill -TERM "$job"
ended
same 143 "$status" 'SIGTERM ends a command that does not catch it'

start env --ignore-signal=HUP "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" catch-signals 2000
wait_for has_printed ready
kill -HUP "$job"
kill -USR1 "$job"
ended
same $'ready\nUSR1' "$out" 'what the caller made the launcher ignore (nohup) is not passed on'

says alive 'from inside no signal reaches the first process, or the command through it' \
  box -- sh -c 'kill -TERM 1; kill -INT 1; kill -KILL 1; sleep 0.2; echo alive'

# Also where nothing keeps signals from inside away from it.
start "$SANDBOX" -p base --set landlock.enable=false -- sh -c 'trap "echo heard; exit 0" TERM
  echo begun; while :; do kill -TERM 1; kill -USR1 1; kill -CHLD 1; done'
wait_for has_printed begun
sleep 0.3
kill -TERM "$job"
ended
same $'begun\nheard' "$out" 'who floods the first process with signals sends none to the command, and swallows none of the caller'"'"'s'
