#!/usr/bin/env bash
# promise: programs that make terminals of their own work inside: tmux, script, python's pty
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

matches '*typed by nobody*' 'script records a command on a terminal' \
  box -- script -qec 'test -t 1 && stty size >/dev/null && echo typed by nobody' /dev/null
exits 7 '    and passes its status on' box -- script -qec 'exit 7' /dev/null
matches '*True*' 'python'"'"'s pty' box -- python3 -c 'import pty; pty.spawn(["python3", "-c", "import os; print(os.isatty(0))"])'

session='
export TERM=screen
tmux -f /dev/null new-session -d -x 80 -y 24 "PS1=ready- sh -i" || exit
send() { tmux send-keys "$@"; }
see() { for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do tmux capture-pane -p | grep -q "$1" && return; sleep 0.1; done; return 1; }
see "ready-" && send "echo \$((6 * 7))" Enter && see "^42" || { tmux capture-pane -p; exit 2; }
send "sleep 60" Enter C-c && send "echo after \$((1 + 1))" Enter && see "^after 2" || { tmux capture-pane -p; exit 3; }
tmux split-window && tmux list-panes | wc -l
tmux kill-server'
says 2 'tmux: a shell in it answers, Ctrl-C reaches its job, a window can be split' box -- sh -c "$session"
