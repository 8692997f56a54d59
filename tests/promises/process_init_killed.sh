#!/usr/bin/env bash
# promise: when somebody kills the first process of the sandbox, the launcher says so, and nothing stays
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" make-daemons 3 "$mark"
wait_for has_printed ready
init=$(init_of "$job")
works 'the sandbox has a first process' test -n "$init"
kill -KILL "$init"
ended
[[ $status == 125 || $status == 137 ]] && good=yes || good=no
verdict "$good" 'the launcher ends with 125 or 137' '125 or 137' kill -KILL "$init"
[[ $err == 'sandbox: '*'first process'*'signal 9'* ]] && good=yes || good=no
verdict "$good" 'it says what happened' 'a message about the first process and signal 9' kill -KILL "$init"
eventually 5 'nothing of the sandbox is left' gone "$mark"

start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" make-daemons 3 "$mark"
wait_for has_printed ready
kill -KILL "$(pgrep -P "$(init_of "$job")" -f "$mark")"
ended
same 137 "$status" 'when the command is killed instead, that is its own end'
same '' "$err" '    and nothing is said'
eventually 5 '    and the daemons it left end with it' gone "$mark"
