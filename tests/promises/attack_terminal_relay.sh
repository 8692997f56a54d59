#!/usr/bin/env bash
# promise: the terminal of the caller cannot be reached from inside: not by a descriptor, a name, a request or its foreground
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

cat >reach.py <<'T'
import fcntl, os, struct, sys, termios
def tried(what, deed):
    try:
        print(what, deed())
    except OSError as error:
        print(what, "refused", error.errno)
# Every terminal that can be opened by any path, and what it is.
names = set()
for path in ["/dev/tty", "/dev/console", "/dev/pts/0", "/dev/pts/1"] + ["/proc/%s/fd/%d" % (pid, n) for pid in ("self", "1") for n in range(20)]:
    try:
        names.add(os.ttyname(os.open(path, os.O_RDWR | os.O_NOCTTY)))
    except OSError:
        pass
print("terminals", *sorted(names))
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 3, 4, 0, 0))
modes = termios.tcgetattr(0); modes[0] |= termios.ICRNL; modes[6][termios.VINTR] = b"q"; termios.tcsetattr(0, termios.TCSANOW, modes)
# Taking the foreground of the terminal for a group of its own choice.
for group in (1, int(sys.argv[1])):
    tried("foreground %d" % (group == 1), lambda: os.tcsetpgrp(0, group))
# Making the caller's the controlling terminal of a session of one's own.
if os.fork() == 0:
    os.setsid()
    tried("control", lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 1))
    os._exit(0)
os.wait()
print("over", flush=True)
T
caller='stty rows 25 cols 81; before=$(stty -g); "$@"; test "$before" = "$(stty -g)" && echo same modes; stty size; read -r -t 0.3 line && echo "next command: $line"; true'
at_shell() { at_terminal "${@:1:$#-1}" 'end:0' -- bash -c "$caller" bash sh -c "${!#}"; }

works 'careless: the window of the caller gets another size, and Ctrl-C another key' \
  at_shell 'see:over' 'see:3 4' 'count:0:same modes' "/usr/bin/python3 $WORK/reach.py \$\$"
works 'by default its size and modes stay, and the only terminal is the own one' \
  at_shell 'see:terminals /dev/pts/0' 'see:control refused' 'see:over' 'see:same modes' 'see:25 81' 'count:0:next command' \
  "$SANDBOX -p base --ro $WORK/reach.py -- /usr/bin/python3 $WORK/reach.py \$\$"
works 'what is typed into its own terminal stays there, even if that could be done' \
  at_shell 'see:over' 'see:same modes' 'count:0:next command' "$SANDBOX -p base -- sh -c 'echo evil >/dev/tty; printf evil\\\\n >&0; echo over'"
works 'who stops all of its foreground does not stop what the caller runs beside it' \
  at_shell 'see:beside' "$SANDBOX -p base -- sh -c 'kill -STOP 1 2>/dev/null; kill -TTOU -1 2>/dev/null; true' & sleep 0.7; echo beside; kill -KILL \$!"
