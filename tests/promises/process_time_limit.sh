#!/usr/bin/env bash
# promise: limits.timeout ends a command that runs too long with 124, politely and then with force; who is in time does not notice it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

within() { box --set "limits.timeout=$1" --set limits.kill_after=300ms -- "${@:2}"; }
exits 5 'who is in time ends with his own status' within 20s sh -c 'exit 5'
exits 124 'who is not is ended' within 300ms sh -c 'sleep 600; :' "$mark"
[[ $err == 'sandbox: the command had 0.3 s, and is ended (wanted by --set limits.timeout)' ]] && good=yes || good=no
verdict "$good" '    and it is said' 'a line with the time and who wanted it'
eventually 5 '    and gone' gone "$mark"
exits 124 'he is asked with SIGTERM, and it is 124 whatever he makes of that' within 300ms sh -c 'trap "echo asked; exit 0" TERM; while :; do sleep 0.05; done'
same asked "$out" '    and he may have a last word'
exits 124 'who does not listen is ended with all that he started' within 300ms sh -c 'trap "" TERM; sh -c "sleep 600; :" "$0" & wait' "$mark"
eventually 5 '    and gone' gone "$mark"
exits 124 'who is stopped is ended, too' within 300ms sh -c 'kill -STOP $$'
works 'a terminal has its modes again' at_terminal mode:raw mode:cooked end:124 -- \
  "$SANDBOX" -p base --set limits.timeout=500ms -- sh -c 'stty raw -echo; sleep 20'
complains '*"soon" is not a time*' 'what is no time is refused' within soon true
complains '*a time of 0*' '    and so is none' within 0s true
