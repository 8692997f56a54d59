#!/usr/bin/env bash
# promise: nothing that runs inside can type a line into the shell that started it (CVE-2017-5226, CVE-2019-10063, CVE-2023-28100)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

# Types a line into its terminal, with a request that has so many bits above those the kernel looks at. The caller, a
# shell, then reads what is there to be read, as it would read its next command.
cat >type.py <<'T'
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
for byte in b"evil\n":
    if libc.ioctl(0, ctypes.c_ulong(0x5412 | int(sys.argv[1], 0)), bytes([byte])) < 0:
        print("refused", ctypes.get_errno())
        break
T
caller='"$@"; if read -r -t 0.3 line; then echo "next command: $line"; else echo "no command"; fi'
at_shell() { at_terminal "${@:1:$#-1}" 'end:0' -- bash -c "$caller" bash sh -c "${!#}"; }
in_bwrap="bwrap --ro-bind / / --proc /proc --dev /dev --unshare-pid"
# A filter as it was before CVE-2019-10063: it compares all 64 bits of the request (16, or 29, is ioctl).
/usr/bin/python3 - >ioctl.bpf <<'T'
import platform, struct, sys
ioctl = {"x86_64": 16, "aarch64": 29}[platform.machine()]
for word in ((0x20, 0, 0, 0), (0x15, 0, 5, ioctl), (0x20, 0, 0, 24), (0x15, 0, 3, 0x5412), (0x20, 0, 0, 28), (0x15, 0, 1, 0),
             (0x06, 0, 0, 0x50001), (0x06, 0, 0, 0x7FFF0000)):
    sys.stdout.buffer.write(struct.pack("=HBBI", *word))
T

if [[ $(cat /proc/sys/dev/tty/legacy_tiocsti 2>/dev/null || echo 1) == 1 ]]; then
  works 'careless: with the terminal of the caller, a line is typed' \
    at_shell 'see:next command: evil' "$in_bwrap /usr/bin/python3 $WORK/type.py 0"
  works 'careless: a filter refuses the request' at_shell 'see:refused 1' 'see:no command' \
    "$in_bwrap --seccomp 7 /usr/bin/python3 $WORK/type.py 0 7<$WORK/ioctl.bpf"
  works '    and not the same with a bit above' at_shell 'see:next command: evil' \
    "$in_bwrap --seccomp 7 /usr/bin/python3 $WORK/type.py 0x100000000 7<$WORK/ioctl.bpf"
else
  echo 'skip  careless: dev.tty.legacy_tiocsti is 0; this kernel lets nobody type'
fi
for bits in 0 0x100000000 0xdeadbeef00000000; do
  works "by default nothing is typed, with the bits $bits above" at_shell 'see:refused 1' 'see:no command' \
    "$SANDBOX -p base --ro $WORK/type.py /usr/bin/python3 $WORK/type.py $bits"
done

# The selection of a console: other terminals answer ENOTTY, but only when the request has reached the kernel.
tioclinux=0x541C
refused_with ENOTTY 'careless: the request for the selection reaches the kernel' careless -- "$PROBE" terminal-ioctl $tioclinux
refused_with EPERM 'by default it does not' ask -- terminal-ioctl $tioclinux
refused_with EPERM '    nor with bits above' ask -- terminal-ioctl 0x10000541C
