#!/usr/bin/env bash
# promise: standard input, output and error of the command are the caller's own: files, pipes, closed ones
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

box -- sh -c 'cat; echo to-error >&2' <<<'from-input' >output 2>error
same from-input "$(<output)" 'input and output are files of the caller'
same to-error "$(<error)" 'and so is error'
"$PROBE" identity output >expected
box -- "$PROBE" identity /dev/stdout >>output
same "$(<expected)" "$(tail -n 1 output)" 'it is the very file, not a copy through a pipe'

says 1000000 'a pipe carries everything' bash -c 'head -c 1000000 /dev/zero | "$@" | wc -c' bash "$SANDBOX" -p base -- cat
says $'one\ntwo' 'the launcher reads nothing of the input that the command leaves' \
  bash -c '{ "$@"; cat; } <<<$'"'one\ntwo'" bash "$SANDBOX" -p base -- sh -c 'read line; echo "$line"'

# The reader ends first. A launcher that held the pipe open itself would let the writer go on for ever.
says '141 0' 'a command that writes into a closed pipe dies of SIGPIPE' \
  bash -c '"$@" | true; echo "${PIPESTATUS[*]}"' bash "$SANDBOX" -p base -- sh -c 'while echo line; do :; done'
says 'y 141 0' 'yes | head ends' bash -c '"$@" | head -n 1 | tr "\n" " "; echo "${PIPESTATUS[*]:0:2}"' bash "$SANDBOX" -p base -- yes
start bash -c '"$@" | { cat; echo end-of-file; }' bash "$SANDBOX" -p base -- sh -c 'exec >&-; sleep 5'
eventually 3 'a reader sees the end of file as soon as the command closes its output' has_printed end-of-file
pkill -KILL -P "$job"
ended

# Nothing of the launcher may land on a number that the caller left closed.
for closed in 0 1 2; do
  eval 'box --rw "$WORK" -- sh -c '"'"'seen=$(readlink "/proc/$$/fd/$0"); echo "$seen" >list'"' $closed $closed>&-"
  same 0 $? "with descriptor $closed closed the command runs"
  same /dev/null "$(<list)" '    and has /dev/null there'
done
refused 'with all three closed the exit status passes, too' bash -c '"$@" <&- >&- 2>&-' bash "$SANDBOX" -p base -- false
