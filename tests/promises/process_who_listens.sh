#!/usr/bin/env bash
# promise: programs that ask are told when the command runs, which process it is, how it ends, and what it used; no descriptor of theirs comes inside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# value FILE KEY: of the last line that has it.
value() { python3 -c 'import json, sys
found = [json.loads(line)[sys.argv[2]] for line in open(sys.argv[1]) if sys.argv[2] in json.loads(line)]
print(found[-1] if found else "none")' "$@"; }
told() { (exec_told "$@"); }
exec_told() { exec "$SANDBOX" -p base --ro "$PROBE" --json-status-fd 9 --info-fd 8 --ready-fd 7 --pid-file pid --report-json report -- "$@" 9>status 8>info 7>ready; }

exits 3 'a launch of which all is asked works' told sh -c 'exit 3'
same $'\n1' "$(cat ready; echo "$(wc -c <ready)")" 'it is said that the command runs'
same 3 "$(value status exit-code)" 'the status tells how it ended'
same exit "$(value report ended-by)" '    and so does the report'
same "$(value info command-pid)" "$(value status command-pid)" 'both tell which process it was'
same "$(value info child-pid)" "$(value status child-pid)" '    and which was the first inside'
refused 'the file with its number is gone' test -e pid
matches '[0-9]*' 'the report tells of the time' value report wall-seconds
same None "$(value report peak-memory-bytes)" '    and of what could not be measured'
matches '*control group*' '    and why' value report not-measured

exec_told sh -c 'sleep 600; :' "$mark" &
job=$!
wait_for test -s pid
works 'the file holds the number of the command, as seen outside' grep -q "$mark" "/proc/$(cat pid)/cmdline"
same "$(readlink "/proc/$(cat pid)/ns/mnt" | tr -dc 0-9)" "$(value info mnt-namespace)" 'its namespaces are told by their numbers'
kill -TERM "$job"
wait "$job"
same 143 "$?" 'and who ends the launcher ends it'
same 15.143 "$(value status signal).$(value status exit-code)" '    which is told'
refused '    and the file is gone' test -e pid

exits 127 'an error is told as well' told no-such-command
same 127.launcher "$(value status exit-code).$(value report ended-by)" '    with its status'
matches '*cannot execute no-such-command*' '    and its words' value status error
told_first() { (exec "$SANDBOX" --report-json report --json-status-fd 9 --pid-file pid "$@" 9>status); }
for wrong in '-p nosuch' '--nosuch' '--set network.mode=x' '--report-json again' '--ready-fd x'; do
  echo '{"ended-by":"exit","exit-code":0}' >report
  # shellcheck disable=SC2086  # words are meant
  complains '*' "a mistake is told as well: $wrong" told_first $wrong -- true
  same 125.launcher "$(value report exit-code).$(value status ended-by)" '    in the place of an old report'
  refused '    and no file stays' test -e pid -o -e again
done
exits 124 'a time limit ends it' box --set limits.timeout=200ms --report-json report -- sleep 20
same timeout "$(value report ended-by)" '    and is told'

box --report -- sh -c 'exit 5' 2>said
says 5 'standard output can be the listener' sh -c '"$@" | tail -n 1 | grep -o "\"exit-code\":5" | tail -c 2' sh "$SANDBOX" -p base --json-status-fd 1 -- sh -c 'exit 5'
matches '*cannot write the report /dev/full: no space left*' 'a report that cannot be written is told' sh -c '"$@" 2>&1' sh "$SANDBOX" -p base --report-json /dev/full -- true
matches '*cannot write to descriptor 9: no space left*' '    nor by a descriptor' sh -c '"$@" 2>&1 9>/dev/full' sh "$SANDBOX" -p base --json-status-fd 9 -- true
says 1 '    and that once' sh -c '"$@" 2>&1 9>/dev/full | grep -c "cannot write"' sh "$SANDBOX" -p base --json-status-fd 9 -- true
for _ in 1 2 3 4 5 6 7 8; do (exec "$SANDBOX" -p base --info-fd 8 -- true 8>>infos); done
says '' 'of the namespaces all are told, or none of a command that has ended' python3 -c 'import json
for line in open("infos"):
    if sum(key.endswith("-namespace") for key in json.loads(line)) not in (0, 7): print(line)'
works 'a person is told on stderr' grep -q 'ended by exit status 5 after' said
says 'closed closed closed ' 'nothing of it is open inside' sh -c '"$@" 7>/dev/null 8>/dev/null 9>/dev/null' sh "$SANDBOX" -p base --json-status-fd 9 --info-fd 8 --ready-fd 7 -- \
  sh -c 'for n in 7 8 9; do [ -e /proc/self/fd/$n ] && printf "open " || printf "closed "; done'
says hello 'who is passed a descriptor has it' sh -c 'echo hello >file; exec "$@" 4<file' sh "$SANDBOX" -p base --pass-fd 4 -- sh -c 'cat <&4'
complains '*descriptor 9: bad file descriptor*--json-status-fd*' 'a descriptor that is not open is refused' "$SANDBOX" -p base --json-status-fd 9 -- true
complains '*"x" is not a descriptor*--info-fd*' '    and so is what is none' "$SANDBOX" -p base --info-fd x -- true
complains '*no/where: no such file*--pid-file*' 'a file that cannot be written is refused before anything runs' "$SANDBOX" -p base --rw "$WORK" --pid-file no/where -- touch "$WORK/ran"
refused '    and nothing has run' test -e ran
exits 4 'a listener that is gone ends nothing' bash -c 'exec 9> >(exit); sleep 0.2; "$@"' bash "$SANDBOX" -p base --json-status-fd 9 -- sh -c 'exit 4'
