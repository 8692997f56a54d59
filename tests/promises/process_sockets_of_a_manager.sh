#!/usr/bin/env bash
# promise: sockets that a service manager has opened for the launcher are the command's, and those for another process are not
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# Plays the manager: a listening socket as descriptor 3, and a client that asks it something.
cat >manager.py <<'T'
import os, socket, sys, time
server = socket.socket(socket.AF_UNIX)
server.bind("socket")
server.listen()
number = server.detach()
os.dup2(number, 3)
os.set_inheritable(3, True)
if number != 3: os.close(number)
if os.fork() == 0:
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(10)
    client.connect("socket")
    os.close(3)
    try:
        print("the client hears", client.recv(100).decode(), flush=True)
    except OSError as error:
        print("the client hears nothing", flush=True)
    os._exit(0)
for number in range(4, 10):
    try: os.close(number)
    except OSError: pass
os.environ.update(LISTEN_PID=str(os.getpid() + int(sys.argv[1])), LISTEN_FDS="1", LISTEN_FDNAMES="web")
os.execv(sys.argv[2], sys.argv[2:])
T
serve='import os, socket
assert os.environ["LISTEN_PID"] == str(os.getpid()) and os.environ["LISTEN_FDNAMES"] == "web"
socket.socket(fileno=3).accept()[0].send(b"an answer")'
managed() { python3 manager.py "$1" "$SANDBOX" -p base -- "${@:2}"; rm -f socket; }
matches '*the client hears an answer*' 'the command has the socket, and is the one it is meant for' managed 0 python3 -c "$serve"
matches '*nothing here*' 'what is meant for another process does not come inside' managed 1 sh -c '[ -e /proc/self/fd/3 ] || [ -n "$LISTEN_FDS" ] || echo nothing here'
handed() { LISTEN_FDS=$1 exec bash -c 'LISTEN_PID=$$ exec "$@"' bash "$SANDBOX" -p base -- sh -c 'echo "ran ${LISTEN_FDS-without}"'; }
hand() { (handed "$@"); }
for count in -1 x 99999 ''; do complains '*LISTEN_FDS is*must be a number up to 1024*LISTEN_PID*' "a number of sockets that is none is an error: \"$count\"" hand "$count"; done
says 'ran without' '    0 is one' hand 0
