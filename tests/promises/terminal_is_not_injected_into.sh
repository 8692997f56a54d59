#!/usr/bin/env bash
# promise: a command cannot type into the terminal of its caller nor use a console's selection; other requests work
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

tiocsti=0x5412 tioclinux=0x541C window_size=0x5413
works 'the size of a terminal can be asked for' ask -- terminal-ioctl "$window_size"
for request in "$tiocsti" "$tioclinux"; do
  refused_with EPERM "request $request is refused" ask -- terminal-ioctl "$request"
  # The kernel looks at the lower half of the number only.
  refused_with EPERM '    also with bits above' ask -- terminal-ioctl "0xdeadbeef0000${request#0x}"
  refused_with EPERM '    also with the next bit above' ask -- terminal-ioctl "0x10000${request#0x}"
done
if [[ $(cat /proc/sys/dev/tty/legacy_tiocsti 2>/dev/null || echo 1) == 1 ]]; then
  works 'outside the kernel lets a program type' "$PROBE" terminal-ioctl "$tiocsti"
fi

inject='import fcntl, sys
for request in (0x5412, 0x5412 | 7 << 32):
    try:
        fcntl.ioctl(0, request & 0xffffffff, b"x"); print("typed")
    except OSError as error: print("refused", error.errno)
print("over")'
works 'the terminal of the caller itself takes nothing' at_terminal 'see:refused 1' 'see:over' 'count:0:typed' 'end:0' -- \
  "$SANDBOX" -p base -- python3 -c "$inject"
works 'programs inside see that it is a terminal' at_terminal 'see:yes' 'end:0' -- "$SANDBOX" -p base -- sh -c 'test -t 0 && echo yes'
