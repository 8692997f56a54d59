#!/usr/bin/env bash
# promise: Ctrl-C and Ctrl-\ at the terminal reach the command once, and end a loop of the caller's shell as without a sandbox
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

inside=("$SANDBOX" -p base --ro "$PROBE" -- "$PROBE")

works 'a command that catches Ctrl-C sees one SIGINT, and the launcher waits for its end' \
  at_terminal see:ready 'type:\x03' see:INT quiet:0.3 count:1:INT end:0 -- "${inside[@]}" catch-signals 600
works 'a command that catches Ctrl-\ sees one SIGQUIT' \
  at_terminal see:ready 'type:\x1c' see:QUIT quiet:0.3 count:1:QUIT end:0 -- "${inside[@]}" catch-signals 600
works 'Ctrl-C ends a command that does not catch it, and the launcher dies of SIGINT' \
  at_terminal see:waiting 'type:\x03' 'end:signal 2' -- "${inside[@]}" wait

loop='for i in 1 2 3; do "$@"; echo "after the command"; done'
works 'Ctrl-C ends a loop of the caller'"'"'s shell' at_terminal see:waiting 'type:\x03' 'end:signal 2' 'count:0:after the command' \
  -- bash -c "$loop" bash "${inside[@]}" wait
works 'but not when the command caught it' at_terminal see:ready 'type:\x03' see:INT 'see:after the command' see:ready 'type:\x03' \
  'see:after the command' see:ready 'see:after the command' end:0 -- bash -c "$loop" bash "${inside[@]}" catch-signals 300

# The shell inside has a process group of its own making for each command; the terminal's signal reaches them, too.
# The pause: dash, with no sandbox around it either, loses a signal that comes while it starts a program.
works 'Ctrl-C reaches what a shell inside has started' at_terminal see:begun pause:0.5 'type:\x03' 'end:signal 2' \
  -- "$SANDBOX" -p base -- sh -c 'echo begun; sleep 50; echo "went on"'
