#!/usr/bin/env bash
# promise: with terminal.tty = "none" what is written is shown, and there is no terminal to ask or to change
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

inside=("$SANDBOX" -p base --set terminal.tty=none --)

works 'output and errors are shown in their order' at_terminal $'see:one\r\ntwo\r\nthree' end:0 -- "${inside[@]}" sh -c 'echo one; echo two >&2; echo three'
works 'none of the descriptors is a terminal' at_terminal 'see:False False False' end:0 -- \
  "${inside[@]}" python3 -c 'import os; print(*map(os.isatty, range(3)))'
works 'there is no /dev/tty behind them' at_terminal see:closed end:0 -- "${inside[@]}" sh -c '(: </dev/tty) 2>/dev/null || echo closed'
works 'nothing can be read, and nobody waits for it' at_terminal 'see:read 1' end:0 -- "${inside[@]}" sh -c 'read x; echo read $?'
works 'what goes to a file does so' at_terminal see:errors end:0 -- sh -c '"$@" >said && grep -x output said' sh "${inside[@]}" sh -c 'echo output; echo errors >&2'
works 'Ctrl-C ends it' at_terminal see:ready 'type:\x03' 'end:signal 2' -- "${inside[@]}" sh -c 'echo ready; exec sleep 20'
works 'all that was said is shown' at_terminal see:the-last count:20000:a-line end:0 -- "${inside[@]}" sh -c 'yes a-line | head -n 20000; echo the-last'
works 'without a terminal the key changes nothing' same hello "$("${inside[@]}" sh -c 'read x; echo $x' <<<hello)" 'the input is the given one'
