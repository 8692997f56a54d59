#!/usr/bin/env bash
# promise: the caller's terminal has its modes again whatever ends the launcher, and nothing that was meant for the command is left to read
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# What a person's shell would read next.
caller='trap : INT; "$@"; status=$?; stty -a | grep -qw -- icanon && echo lines; if read -r -t 0.4 line; then echo "left: $line"; else echo "nothing left"; fi; exit $status'
at_caller() { local steps=(); while [[ $1 != -- ]]; do steps+=("$1"); shift; done; shift; at_terminal "${steps[@]}" -- bash -c "$caller" bash "$@"; }

works 'it is raw while the command runs, and not afterwards' at_caller mode:raw 'type:x\r' see:lines 'see:nothing left' end:0 -- \
  "$SANDBOX" -p base -- sh -c 'read x'
works 'the command ends' at_caller see:lines 'see:nothing left' end:3 -- "$SANDBOX" -p base -- sh -c 'stty raw -echo; exit 3'
for signal in TERM HUP KILL SEGV; do
  works "the command dies of SIG$signal" at_caller see:lines end:$((128 + $(kill -l $signal))) -- "$SANDBOX" -p base -- sh -c "stty raw; kill -$signal \$\$"
done
works 'the first process is killed' at_caller mode:raw see:lines end:137 -- \
  sh -c 'exec 4<&0; "$@" <&4 & sleep 0.7; kill -KILL $(pgrep -P $!); wait $!' sh "$SANDBOX" -p base -- sleep 20
for signal in TERM HUP; do
  works "the launcher is sent SIG$signal" at_terminal mode:raw "kill:$signal" mode:cooked -- "$SANDBOX" -p base -- sh -c 'stty raw; exec sleep 20'
done
for signal in SEGV ABRT BUS XCPU PIPE; do
  works "the launcher dies of SIG$signal" at_terminal mode:raw "kill:$signal" mode:cooked "end:signal $(kill -l $signal)" -- "$SANDBOX" -p base -- sh -c 'stty raw; exec sleep 20'
done
works 'Ctrl-C' at_caller mode:raw 'type:\x03' see:lines end:130 -- "$SANDBOX" -p base -- sleep 20
works 'an answer of the terminal to a question of the command is nobody else'"'"'s' at_caller see:asked 'type:\x1b[1;1Revil\r' see:lines 'see:nothing left' 'count:0:left:' end:0 -- \
  "$SANDBOX" -p base -- sh -c 'stty raw -echo; printf asked; sleep 0.5'
works 'with tty = "inherit", too' at_caller see:lines end:137 -- "$SANDBOX" -p base --set terminal.tty=inherit -- sh -c 'stty raw; kill -KILL $$'
works 'a launch that fails leaves it alone' at_caller see:lines end:127 -- "$SANDBOX" -p base -- no-such-command
