#!/usr/bin/env bash
# promise: with process.init = false the command itself is the first process, confined like any other, and ends with its launcher
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

profile <<'T'
extends = ["base"]
process.init = false
T

says '1 /proc/1' 'it is process 1, and nothing else is there' box -- sh -c 'echo "$$" /proc/[0-9]*'
says 2 'otherwise it is process 2' "$SANDBOX" -p base -- sh -c 'echo "$$"'
exits 7 'its exit status passes' box -- sh -c 'exit 7'
exits 127 'a command that is not found is told' box -- no-such-command
says 1 'who loses its parent becomes its child' box -- sh -c 'orphan=$( (sleep 5 >/dev/null & echo "$!")); cut -d " " -f 4 "/proc/$orphan/stat"'

facts='grep -E "^(Cap|NoNewPrivs|Seccomp|Groups)" /proc/self/status; readlink /proc/self/ns/user >/dev/null; cat /proc/self/uid_map; cut -d " " -f 4- /proc/self/mountinfo; ls /dev /run'
same "$("$SANDBOX" -p base -- sh -c "$facts" | sed 's/ \/files\/[^ ]*//')" "$(box -- sh -c "$facts" | grep -v "$PROBE" | sed 's/ \/files\/[^ ]*//')" 'it is confined as another is'
refused_with 'EPERM|ENOSPC' '    may make no namespace' ask -- unshare user
refused_with EPERM '    mounts nothing' ask -- mount-new tmpfs /tmp

start "$SANDBOX" -p "$PROFILE" -- sh -c 'trap "echo heard; exit 3" TERM; echo begun; while :; do sleep 0.1; done'
wait_for has_printed begun
kill -TERM "$job"
ended
same 3.$'begun\nheard' "$status.$out" 'a signal that it handles reaches it'
start "$SANDBOX" -p "$PROFILE" -- sh -c 'kill -TERM 1; kill -KILL 1; echo begun; read x; echo over' <<<''
ended
same $'begun\nover' "$out" 'one that it does not handle does nothing, as it is with process 1'
exits 124 'its time limit holds' box --set limits.timeout=200ms --set limits.kill_after=100ms -- sleep 30

start "$SANDBOX" -p "$PROFILE" -- python3 -c 'import ctypes, time
print("begun" if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0 else "", flush=True)  # PR_SET_PDEATHSIG
time.sleep(60)' "$mark"
wait_for has_printed begun
works 'it runs' living "$mark"
kill -KILL "$job"
ended
eventually 5 'nothing is left when its launcher is killed, also when it does not want to end with it' gone "$mark"

"$SANDBOX" -p "$PROFILE" --json-status-fd 9 -- sleep 60 9>told &
wait_for test -s told
same 1 "$(awk '/^NSpid:/ { print $NF }' "/proc/$(grep -o '"command-pid":[0-9]*' told | tr -dc 0-9)/status")" 'who asks is told which process it is outside'
kill -KILL "$!"
wait

works 'a shell controls jobs' at_terminal 'see:inner> ' 'type:sh -c "echo re\"\"ady; exec sleep 60"\r' see:ready 'type:\x1a' see:Stopped 'type:fg\r' pause:0.3 \
  'type:\x03' 'see:inner> ' 'type:exit 5\r' end:5 -- "$SANDBOX" -p "$PROFILE" -- env 'PS1=inner> ' bash --norc --noprofile -i
works 'it has the keyboard also when its output is a pipe' at_terminal see:ready 'type:word\r' 'see:got word' end:0 -- \
  sh -c '"$@" | cat' sh "$SANDBOX" -p "$PROFILE" -- sh -c 'echo ready; read x </dev/tty; echo got $x'
