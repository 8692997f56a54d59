#!/usr/bin/env bash
# promise: at a terminal the command has a terminal of its own, which is like the caller's from the first byte on
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

inside=("$SANDBOX" -p base --)

works 'all three descriptors are it, and so is /dev/tty' at_terminal 'see:/dev/pts/0 /dev/pts/0 /dev/pts/0 and /dev/tty' end:0 -- \
  "${inside[@]}" python3 -c 'import os
print(*(os.ttyname(n) for n in range(3)), end=" "); print("and", os.ttyname(os.open("/dev/tty", os.O_RDWR)))'
works 'it is the only one, and no other can be opened' at_terminal "see:['0', 'ptmx']" end:0 -- \
  "${inside[@]}" python3 -c 'import os; print(sorted(os.listdir("/dev/pts")))'
works 'the command is in its foreground, in a session that it does not lead' at_terminal 'see:True True False' end:0 -- \
  "${inside[@]}" python3 -c 'import os; print(os.isatty(0), os.tcgetpgrp(0) == os.getpgrp(), os.getsid(0) == os.getpid())'
works 'its size is there with the first byte' at_terminal size:31:117 'see:31 117' end:0 -- \
  sh -c 'while [ "$(stty size)" != "31 117" ]; do sleep 0.05; done; exec "$@"' sh "${inside[@]}" stty size
works '    and follows the window' at_terminal see:ready size:17:53 'see:17 53' end:0 -- \
  "${inside[@]}" bash -c 'trap "stty size; exit" WINCH; echo ready; while :; do sleep 0.1; done'
works 'its modes are those of the caller' at_terminal 'see:erase = ^H' end:0 -- \
  sh -c 'stty erase ^H; exec "$@"' sh "${inside[@]}" stty -a
works 'a line is edited, echoed once and read' at_terminal see:ready 'type:hellp\x7fo\r' 'see:got hello' 'count:1:hellp' end:0 -- \
  "${inside[@]}" sh -c 'echo ready; read -r line; echo "got $line"'
works 'Ctrl-D is the end of the input' at_terminal see:ready 'type:\x04' see:over end:0 -- \
  "${inside[@]}" sh -c 'echo ready; cat; echo over'
works 'a secret that is typed is not shown' at_terminal see:secret: 'type:pssst\r' 'see:5 letters' count:0:pssst end:0 -- \
  "${inside[@]}" bash -c 'read -rsp secret: x; echo; echo "${#x} letters"'

works 'only what is a terminal is one inside: input' at_terminal 'see:False True True' end:0 -- \
  sh -c '"$@" </dev/null' sh "${inside[@]}" python3 -c 'import os; print(*map(os.isatty, range(3)))'
works '    output' at_terminal 'see:True False True' end:0 -- \
  sh -c '"$@" >said; cat said' sh "${inside[@]}" python3 -c 'import os; print(*map(os.isatty, range(3)))'
works '    errors' at_terminal 'see:True True False' end:0 -- \
  sh -c '"$@" 2>said' sh "${inside[@]}" python3 -c 'import os; print(*map(os.isatty, range(3)))'
works '    and a file that is written to the terminal has no other line ends' at_terminal $'see:one\r\ntwo\r\n' end:0 -- \
  sh -c 'echo x | "$@"' sh "${inside[@]}" printf 'one\ntwo\n'
says no 'without a terminal there is none' box -- sh -c 'test -t 0 || test -t 1 || (: </dev/tty) 2>/dev/null || echo no'
works 'what is typed before it begins is not lost: a line and the end of the input' at_terminal 'type:early\r\x04' 'see:early' see:over end:0 -- \
  sh -c 'sleep 0.5; exec "$@"' sh "${inside[@]}" sh -c 'cat; echo over'
