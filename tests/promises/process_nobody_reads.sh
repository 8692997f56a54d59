#!/usr/bin/env bash
# promise: a launcher whose words nobody reads ends all the same, soon after the command, and keeps its time limit
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# lasts CMD…: how it ends, with a standard error, and a descriptor 9, that are full and that nobody reads.
cat >full.py <<'T'
import fcntl, os, subprocess, sys, time
read_end, write_end = os.pipe()
fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, 4096)
os.write(write_end, b"x" * 4096)
os.dup2(write_end, 9)
begin = time.monotonic()
started = subprocess.Popen(sys.argv[1:], stderr=write_end, pass_fds=[9])
try:
    status = started.wait(20)
except subprocess.TimeoutExpired:
    started.kill()
    status = "never"
print(status, "soon" if time.monotonic() - begin < 8 else "late")
T
lasts() { python3 full.py "$SANDBOX" -p base "$@"; }

says '3 soon' 'what a command that fails is told of is not waited for' lasts --report -- sh -c 'cat /root/x 2>/dev/null; exit 3'
says '0 soon' 'nor who asked to be told, and does not listen' lasts --json-status-fd 9 --info-fd 9 -- true
says '124 soon' 'a time limit is kept' lasts --set limits.timeout=500ms --set limits.kill_after=500ms -- sleep 600
says '124 soon' '    also by who fills standard error himself' lasts --set limits.timeout=500ms --set limits.kill_after=500ms -- sh -c 'yes >&2'
says '125 soon' 'a launch that fails ends as well' lasts --ro /no/such/path -- true
mkfifo fifo
exec 8<>fifo
python3 -c 'import fcntl, os
os.set_blocking(8, False)
fcntl.fcntl(8, fcntl.F_SETPIPE_SZ, 4096)
os.write(8, b"x" * 4096)
os.set_blocking(8, True)'
matches '*cannot write the report fifo: nobody reads it*' 'a report into a FIFO that nobody reads is told to be lost' sh -c '"$@" 2>&1' sh "$SANDBOX" -p base --report-json fifo -- true
exec 8<&-

# Names that are written as escapes, four characters for a byte, until the line is longer than what a pipe takes at once.
name=$(python3 -c 'print("/".join(["\x01" * 250] * 11))')
mkdir -p "$name" && touch "$name/file"
says '1 soon' 'a refusal that makes a long line holds up nobody' python3 - <<T
import fcntl, os, subprocess, time
read_end, write_end = os.pipe()
fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, 8192)
os.write(write_end, b"x" * 4096)
begin = time.monotonic()
started = subprocess.Popen(["$SANDBOX", "-p", "base", "--set", 'log.denials="stderr"', "sh", "-c", 'cat "\$0" 2>/dev/null', """$WORK/$name/file"""], stderr=write_end)
try:
    status = started.wait(20)
except subprocess.TimeoutExpired:
    started.kill()
    status = "never"
os.close(write_end)
text = os.read(read_end, 65536)
print(status, "soon" if time.monotonic() - begin < 8 else "late")
T
