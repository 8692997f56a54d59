#!/usr/bin/env bash
# promise: pseudo-terminals inside are private and work with every usual program; none of the host's is to be seen
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

python3 -c 'import pty, time; pair = pty.openpty(); open("held", "w").close(); time.sleep(30)' &
holder=$!
wait_for test -e held
works 'outside there is a pseudo-terminal' sh -c 'ls /dev/pts | grep -q "[0-9]"'
says ptmx 'inside there is none' ask -- readdir /dev/pts
says /dev/pts/0 'one can be made, opened by name, and carries a line' ask -- pty
says 'pts/ptmx' 'the master is the private one' ask -- readlink /dev/ptmx
works '    and openable by everybody' box -- sh -c '[ "$(stat -c %a /dev/pts/ptmx)" = 666 ]'
says hello 'script(1) works' box -- sh -c 'script -qec "echo hello" /dev/null | tr -d "\r"'
says 'True' 'so does the pty module of python' box -- python3 -c '
import os, pty
child, master = pty.fork()
if child == 0: os._exit(0 if os.isatty(0) and os.ttyname(0).startswith("/dev/pts/") else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0)'
if type -P tmux >/dev/null; then
  says inside 'so does tmux' box -- sh -c 'export TERM=xterm
    tmux -f /dev/null new-session -d "test -t 0 && echo inside >/tmp/said; sleep 20" || exit
    for i in $(seq 100); do [ -s /tmp/said ] && break; sleep 0.05; done
    cat /tmp/said; tmux kill-server'
fi
says '/dev/tty is closed' 'without a terminal /dev/tty opens nothing' setsid --wait "$SANDBOX" -p base -- sh -c '(: </dev/tty) 2>/dev/null || echo /dev/tty is closed'
kill "$holder"
wait 2>/dev/null
