#!/usr/bin/env bash
# promise: jobs of the caller's shell are jobs, also in a sandbox: in pipelines, in the background, stopped and continued
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# A shell that plays the person's; each dialogue ends with a status of its own.
at_shell() { at_terminal 'see:prompt> ' "$@" 'type:exit 7\r' end:7 -- env TERM=xterm 'PS1=prompt> ' PS2= bash --norc --noprofile -ib; }
box="$SANDBOX -p base --"

works 'who reads in the background is stopped, and reads in the foreground' at_shell "type:$box sh -c 'read x; echo got \$x' &\\r" \
  'see:Stopped' 'type:\r' 'see:prompt> ' 'type:fg\r' 'type:word\r' 'see:got word' 'see:prompt> '
works 'who only writes there goes on' at_shell "type:$box sh -c 'sleep 0.3; echo in the back\$((40+2))' &\\r" 'see:in the back42' 'type:wait\r' 'see:prompt> '
works 'who sets modes there is stopped, too' at_shell "type:$box stty -echo &\\r" 'see:Stopped' 'type:\r' 'see:prompt> ' 'type:fg\r' 'see:prompt> '
works 'a pager beside it has the keyboard' at_shell "type:$box seq 1000 | less\\r" 'see:\x0a10' 'type:q' 'see:prompt> '
works 'a pager inside has the keyboard, though its input is a pipe' at_shell "type:seq 1000 | $box less\\r" 'see:\x0a10' 'type:G' 'see:1000' 'type:q' 'see:prompt> '
works 'a question is answered while the output goes to a pipe' at_shell "type:$box sh -c 'read x; echo got \$x' | cat\\r" 'type:word\r' 'see:got word' 'see:prompt> '
works 'an endless writer before it ends with it' at_shell "type:yes | $box head -n 1; echo over\$((1+1))\\r" 'see:over2'
works 'Ctrl-C ends all of a pipeline' at_shell "type:$box sh -c 'echo ready; exec sleep 60' | cat\\r" see:ready see:ready 'type:\x03' 'see:prompt> '
works 'Ctrl-C ends the script that started it, as without a sandbox' at_shell "type:bash -c '$box sh -c \"echo ready; exec sleep 60\"; echo not over'\\r" \
  see:ready see:ready 'type:\x03' 'see:prompt> ' 'type:echo st=$?\r' 'see:st=130' 'count:1:not over'
works 'Ctrl-Z in an editor stops it, and fg shows it again' at_shell "type:$box less /etc/passwd\\r" 'see:(END)' pause:1 'type:\x1a' 'see:Stopped' 'see:prompt> ' \
  'type:fg\r' 'see:root' 'type:q' 'see:prompt> '
works 'a shell inside controls jobs of its own' at_shell "type:$box env 'PS1=inner> ' bash --norc --noprofile -i\\r" 'see:inner> ' 'type:sh -c "echo re\"\"ady; exec sleep 60"\r' 'see:ready' 'type:\x1a' 'see:Stopped' 'see:inner> ' \
  'type:jobs\r' 'see:sleep 60' 'type:kill -KILL %1; fg\r' 'see:inner> ' 'type:exit 3\r' 'see:prompt> ' 'type:echo st=$?\r' 'see:st=3'
works 'nor is a letter Ctrl-C to the caller that the command has made so' at_shell "type:sh -c '$box sh -c \"stty intr a; echo ready; sleep 20\"; echo goes on\$((1+1))'\\r" see:ready see:ready pause:0.3 'type:a' 'see:goes on2' 'see:prompt> '
cat >editor.py <<'T'
import os, signal, time
signal.signal(signal.SIGTSTP, lambda *_: os.kill(0, signal.SIGSTOP))
signal.signal(signal.SIGCONT, lambda *_: print("again", flush=True))
print("ready", flush=True)
while True: time.sleep(0.05)
T
works 'an editor that stops itself by SIGSTOP gives the terminal back' at_shell "type:$SANDBOX -p base --ro $WORK -- python3 $WORK/editor.py\\r" see:ready 'type:\x1a' 'see:Stopped' 'see:prompt> ' \
  'type:fg\r' see:again 'type:\x03' 'see:prompt> '
works 'of its own accord a command stops nobody beside it' at_shell "type:sh -c '(sleep 1.5; echo beside\$((40+2))) & $box sh -c \"sleep 0.5; kill -TSTP 0\"'\\r" 'see:beside42' 'type:\x1a' 'see:Stopped' 'see:prompt> ' 'type:kill -KILL %1; fg\r' 'see:prompt> '
works 'nor does what it does to itself after it took Ctrl-C for a byte' at_shell "type:sh -c '$box sh -c \"stty -isig; echo ready; read x; kill -INT 0\"; echo goes on'\\r" see:ready see:ready 'type:\x03\r' 'see:goes on' 'see:prompt> '
works 'a reader in an orphaned background is let go' at_shell "type:(timeout -s KILL 15 $SANDBOX -p base --rw $WORK -- sh -c 'trap \"\" HUP; read x; echo read=\$? >$WORK/orphan' </dev/tty & )\\r" \
  "type:while ! test -s $WORK/orphan; do sleep 0.1; done; echo there\$((40+2))\\r" see:there42 'see:prompt> '
same read=1 "$(cat orphan)" '    it reads the end, also when it does not listen to SIGHUP'
works 'two launchers at one terminal take turns with the keyboard' at_shell "type:$box sh -c 'echo ready; read x; echo first \$x' & $box sh -c 'sleep 1; echo second'; wait\\r" 'see:second' 'type:\r' 'see:Stopped' 'see:prompt> ' 'type:fg\r' pause:0.3 'type:word\r' 'see:first word' 'see:prompt> '
works '    and the modes are those of their caller when both have ended' at_shell "type:sh -c '$box sleep 1.5 & sleep 0.4; $box sleep 0.6; wait'; stty -a | grep -ow -- '-*icanon\\|-*opost' | paste -sd+\\r" 'see:opost+icanon' 'see:prompt> '
# In a script the shell gives a background job /dev/null as its input, and no process group of its own.
works 'in the background of a script it leaves the keyboard to the script' at_terminal see:continue 'type:yes\r' 'see:got [yes]' see:opost+icanon end:0 -- \
  bash -c "$box sleep 2 & sleep 0.5; read -p 'continue? ' x; echo \"got [\$x]\"; stty -a | grep -ow -- '-*icanon\\|-*opost' | paste -sd+; wait"
works '    and to another launch there' at_terminal see:ready 'type:word\r' 'see:second word' see:opost+icanon end:0 -- \
  bash -c "$box sleep 3 & sleep 0.5; $box sh -c 'echo ready; read x; echo second \$x'; stty -a | grep -ow -- '-*icanon\\|-*opost' | paste -sd+; wait"
works '    but has it when it asks' at_terminal see:ready 'type:word\r' 'see:got word' end:0 -- \
  sh -c "$box sh -c 'echo ready; read x </dev/tty; echo got \$x' </dev/null"
# Another launch that has the keyboard and does not give it back, such as one that was stopped from elsewhere.
at_taken() { at_shell 'type:exec 9<$(tty) && flock 9 && echo taken$((1+1))\r' see:taken2 "type:$box sh -c \"echo ready\$((1+1)); read x\" 9<&-\r" see:ready2 pause:0.5 "$@"; }
works 'who waits for the keyboard of another launch is ended by Ctrl-C' at_taken 'type:\x03' 'see:prompt> ' 'type:echo st=$?\r' see:st=130 'see:prompt> '
works '    stopped by Ctrl-Z, and continued' at_taken 'type:\x1a' see:Stopped 'see:prompt> ' 'type:flock -u 9; fg\r' pause:0.5 'type:word\r' 'see:prompt> '
works '    and ended by a signal' at_shell 'type:exec 9<$(tty) && flock 9 && echo taken$((1+1))\r' see:taken2 \
  "type:(sleep 1.5; pkill -TERM -x -P \$\$ sandbox) & $box sh -c \"echo ready\$((1+1)); read x\" 9<&-\r" see:ready2 'see:prompt> ' 'type:echo st=$?\r' see:st=143 'see:prompt> '

at_terminal see:ready pause:8 'type:\x03' end:130 -- sh -c "$box sh -c 'echo ready; exec sleep 60' </dev/tty; exit \$?" >there &
elsewhere=$!
sleep 1
works 'a launch at another terminal, whose input has the name of all terminals as well, is in nobody'"'"'s way' at_terminal see:ready mode:raw 'type:word\r' 'see:got word' end:0 -- \
  sh -c "$box sh -c 'echo ready; read x; echo got \$x' </dev/tty"
works '    while it runs' kill -0 "$elsewhere"
wait "$elsewhere" || true
