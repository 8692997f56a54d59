#!/usr/bin/env bash
# promise: processes outside are not visible inside, and cannot be signalled, traced or read
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

"$PROBE" wait >/dev/null &
outside=$!
wait_for test -e "/proc/$outside"

works 'outside, its user may signal it' "$PROBE" kill "$outside" 0
works 'outside, its user may trace it' "$PROBE" trace "$outside"
says $'1\n2' 'inside there are the first process and the command' ask -- processes
refused_with ESRCH 'inside it does not exist for kill' ask -- kill "$outside" 0
refused_with ESRCH 'nor for ptrace' ask -- trace "$outside"
refused_with ESRCH 'nor for reading its memory' ask -- read-memory "$outside"
refused_with ENOENT 'nor in /proc' ask -- open-read "/proc/$outside/status"
works 'it is still there' test -e "/proc/$outside"

# Another sandbox of the same user is outside, too.
start "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" wait
wait_for has_printed waiting
says $'1\n2' 'the processes of another sandbox are not visible' ask -- processes
kill -KILL "$outside" "$job"
wait 2>/dev/null
