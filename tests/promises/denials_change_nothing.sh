#!/usr/bin/env bash
# promise: being told of what is refused changes no answer: not under a strict filter, not for pid 1, not in a sandbox inside, not when calls are interrupted
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for log in none summary stderr; do
  answers() { box --set "log.denials=\"$log\"" "$@" 2>/dev/null; }
  works "log.denials = $log: what is allowed works" answers -- sh -c 'cat /etc/passwd && mkdir /tmp/made && : >/tmp/made/file && mv /tmp/made/file /tmp/made/other'
  refused_with EPERM '    what is refused has the same answer' answers -- python3 -c 'import os, errno, sys
try: os.chroot("/")
except OSError as e: print(errno.errorcode[e.errno]); sys.exit(1)'
  refused_with EPERM '    a set-user-ID file cannot be made' answers -- python3 -c 'import os, errno, sys
try: os.open("/tmp/x", os.O_CREAT | os.O_WRONLY, 0o4755)
except OSError as e: print(errno.errorcode[e.errno]); sys.exit(1)'
  works '    a connection inside is made' answers -- python3 -c 'import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname())'
  exits 0 '    a command that is pid 1' answers --set process.init=false -- sh -c '[ $$ = 1 ] && ! /usr/sbin/chroot / true'
  exits 0 '    a command under a list of its own' answers --set 'seccomp.default="deny"' --set 'seccomp.allow=["@system-service"]' -- sh -c '! /usr/sbin/chroot / true'
  exits 0 '    signals that interrupt' answers -- python3 -c 'import signal, socket, threading, time, os
hits = []
signal.signal(signal.SIGALRM, lambda *_: hits.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
for i in range(300):
    try: socket.socket().connect(("192.0.2.1", 80))
    except OSError as e: assert e.errno == 101, e
signal.setitimer(signal.ITIMER_REAL, 0)
assert hits'
  exits 0 '    threads that call at once' answers -- python3 -c 'import threading, os, errno
def call():
    for i in range(100):
        try: os.chroot("/")
        except OSError as e: assert e.errno == errno.EPERM
threads = [threading.Thread(target=call) for i in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]'
done

strict=(--set 'seccomp.default="deny"' --set 'seccomp.allow=["@system-service"]')
matches '*chroot*seccomp.allow*' 'what a list of its own refuses is told' sh -c '"$@" 2>&1 || true' sh "$SANDBOX" -p base "${strict[@]}" -- sh -c '/usr/sbin/chroot / true; exit 3'
matches '*chroot*seccomp.allow*' 'and what is refused to pid 1' sh -c '"$@" 2>&1 || true' sh "$SANDBOX" -p base --set process.init=false -- sh -c '/usr/sbin/chroot / true; exit 3'
matches '*chroot*seccomp.allow*' 'also to one under a list of its own' sh -c '"$@" 2>&1 || true' sh "$SANDBOX" -p base "${strict[@]}" --set process.init=false -- sh -c '/usr/sbin/chroot / true; exit 3'
# What the launcher does under its own filter, before anybody can answer.
ends() { "$@" >/dev/null 2>&1; echo $?; }
lists=(--set 'seccomp.default="deny"' --set)
for log in summary stderr; do
  works "a dry run comes to its end, log.denials = $log" box --dry-run --set "log.denials=\"$log\"" -- true
  for refused in 'seccomp.allow=["@default", "@basic-io"]' 'seccomp.allow=["@default"]'; do
    same "$(ends box --dry-run --set 'log.denials="none"' "${lists[@]}" "$refused" -- true)" \
      "$(ends box --dry-run --set "log.denials=\"$log\"" "${lists[@]}" "$refused" -- true)" '    under a list that forbids what it calls, with the same status'
    same "$(ends box --set 'log.denials="none"' "${lists[@]}" "$refused" -- /etc/passwd)" \
      "$(ends box --set "log.denials=\"$log\"" "${lists[@]}" "$refused" -- /etc/passwd)" '    and a command there that cannot be executed'
  done
  works '    a launch without a terminal' at_terminal see:hello end:0 -- "$SANDBOX" -p base --set terminal.tty=none --set "log.denials=\"$log\"" -- echo hello
done
printf 'version = 1\nextends = ["base"]\n[seccomp]\ndefault = "deny"\nallow = ["@system-service"]\n[[test]]\nread = "/etc/passwd"\nexpect = "allow"\n' >tried.toml
works 'what a profile promises is tried' "${SANDBOX%/*}/sandboxctl" test ./tried.toml

# A filter of the profile's own that asks a tracer, who is not there, about connect(2): 42 on x86-64, 203 on aarch64.
python3 -c 'import platform, struct, sys
number = 42 if platform.machine() == "x86_64" else 203
program = [(0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x7ff00000), (0x06, 0, 0, 0x7fff0000)]
open("trace.bpf", "wb").write(b"".join(struct.pack("=HBBI", *code) for code in program))'
for log in none summary stderr; do
  says ENOSYS "a filter of one's own is asked first, log.denials = $log" box --ro "$WORK/trace.bpf" --set "seccomp.bpf=\"$WORK/trace.bpf\"" --set "log.denials=\"$log\"" -- python3 -c 'import errno, socket
try: socket.socket().connect(("192.0.2.1", 80))
except OSError as e: print(errno.errorcode[e.errno])'
done
[[ $WHO == user ]] || exit 0  # root of a sandbox has not the rights to make another
nested=(--set 'namespaces.nested="allow"' --ro "$(dirname "$SANDBOX")" --set 'log.denials="summary"')
exits 3 'a sandbox in a sandbox has no listener, and starts' box "${nested[@]}" -- "$SANDBOX" -p base -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3'
