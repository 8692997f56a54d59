#!/usr/bin/env bash
# promise: with process.die_with_parent a sandbox ends when the program that launched it does, and only then
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# The launcher's parent is a shell that is killed; what it leaves is found by its mark.
launched_by_a_shell() { start bash -c '"$@" & wait' bash "$SANDBOX" -p base "$@" --ro "$PROBE" -- "$PROBE" make-daemons 2 "$mark"; }

launched_by_a_shell --set process.die_with_parent=true
wait_for has_printed ready
works 'the sandbox runs while its parent does' living "$mark"
kill -KILL "$job"
ended
eventually 5 'with the key it ends with its parent' gone "$mark"

launched_by_a_shell
wait_for has_printed ready
kill -KILL "$job"
ended
sleep 0.3
works 'without the key it stays, as every program does' living "$mark"
pkill -KILL -f -- "$mark"
eventually 5 'until its launcher is killed' gone "$mark"
