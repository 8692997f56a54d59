#!/usr/bin/env bash
# promise: a file that the launcher writes for its caller is the one that was named, wherever the command lays a link
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir proj outside && echo kept >outside/keep
cd proj || exit
inside() { box --rw "$PWD" "$@"; }

works 'a report is written where the command may write' inside --report-json report.json -- true
matches '*"ended-by":"exit"*' '    and is one' cat report.json
works 'a command lays a link in its place' inside --report-json report.json -- sh -c 'rm report.json; ln -s ../outside/keep report.json'
complains '*report.json: too many*link*--report-json*a link is in the way*' 'the next launch does not follow it' inside --report-json report.json -- touch ran
refused '    and nothing has run' test -e ran
works 'a command lays a link in the place of a directory' inside -- ln -s ../outside run
complains '*run/report.json:*a link is in the way*' '    nor that' inside --report-json run/report.json -- true
complains '*run/pf:*--pid-file*a link is in the way*' '    nor for the number of a process' inside --pid-file run/pf -- true
same kept "$(cat ../outside/keep)" 'what lies outside is as it was'
works '    for all else as well' test "$(ls ../outside)" = keep

rm run && mkdir run && echo 42 >../outside/pf
works 'a directory is exchanged while the command runs' inside --pid-file run/pf -- sh -c 'mv run r; ln -s ../outside run'
same 42 "$(cat ../outside/pf)" 'what has the name by then is not removed'
refused '    but the file that was made' test -e r/pf
mkfifo fifo
complains '*fifo: it is no regular file*--pid-file*' 'a FIFO is no file for a number' inside --pid-file fifo -- true
works '    and stays' test -p fifo
echo 'dear text' >text
complains '*text: it holds something else than a process id*' 'a file with something else in it is none either' inside --pid-file text -- true
same 'dear text' "$(cat text)" '    and stays'
works 'a number that was left behind is in nobody'"'"'s way' sh -c 'echo 4711 >pid; "$@"' sh "$SANDBOX" -p base --pid-file pid -- true
refused '    and is gone' test -e pid
exits 127 'the file goes when the launch fails' "$SANDBOX" -p base --pid-file pid -- no-such-command
refused '    as well' test -e pid

"$SANDBOX" -p base --pid-file pid -- sleep 600 &
wait_for test -s pid
complains '*pid: another launch keeps its own there*' 'two launches do not share one' "$SANDBOX" -p base --pid-file pid -- true
works '    and the first one has it still' test -s pid
kill "$!"
wait "$!"
refused '    until it ends' test -e pid

says exit 'standard output can be named' sh -c '"$@" | grep -o exit | head -n 1' sh "$SANDBOX" -p base --report-json /dev/stdout -- true
says exit 'a descriptor as well' bash -c '"$@" 9> >(cat) | grep -o exit | head -n 1' bash "$SANDBOX" -p base --report-json /dev/fd/9 -- true
works 'and /dev/null' "$SANDBOX" -p base --report-json /dev/null -- true
