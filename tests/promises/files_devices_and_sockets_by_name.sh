#!/usr/bin/env bash
# promise: a device or a service's socket is there when the profile names it, and only then
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

[[ -r /dev/null && -c /dev/full ]] || skip 'there are no devices here'
# Any device that is not in every sandbox, and that everybody may read.
device=
for candidate in /dev/fuse /dev/net/tun /dev/kvm /dev/ptmx /dev/loop-control; do
  if [[ -c $candidate ]]; then device=$candidate; break; fi
done
if [[ -n $device && $device != /dev/ptmx ]]; then
  matches '*' 'a device that is named by its path is there' ask --set "devices.allow=[\"$device\"]" -- kind "$device"
  refused_with ENOENT '    and not otherwise' ask -- kind "$device"
fi
works 'kinds that the machine does not have are left out' box --set 'devices.allow=["ntsync", "u2f", "/dev/none-such?"]' -- true
complains '*/dev/none-such*does not exist*devices.allow*' 'but not a path without "?"' box --set 'devices.allow=["/dev/none-such"]' -- true
complains '*there is no kind of device "fuze", did you mean "fuse"?*' 'nor a kind that is none' box --set 'devices.allow=["fuze"]' -- true

python3 - "$WORK/agent" <<'PY' &
import socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(8)
server.settimeout(30)
while True:
    try:
        peer, _ = server.accept()
    except TimeoutError:
        break
    said = peer.recv(16)
    peer.sendall(b"agent")
    peer.close()
    if said == b"end":
        break
PY
agent=$!
eventually 10 "the agent listens" test -S "$WORK/agent"
talk='import os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[2] if len(sys.argv) > 2 else os.environ["SSH_AUTH_SOCK"])
s.sendall(sys.argv[1].encode())
print(s.recv(16).decode())'
export SSH_AUTH_SOCK=$WORK/agent
says agent 'the agent of keys answers when it is asked for' box --set sockets.ssh_agent=true -- python3 -c "$talk" hello
refused '    and is not there otherwise, with its name' box -- python3 -c "$talk" hello
refused '    nor by its path' box -- python3 -c "$talk" hello "$WORK/agent"
says agent 'any other socket answers that is named by its path' \
  box --set "sockets.unix=[\"$WORK/agent\"]" -- python3 -c "$talk" end "$WORK/agent"
wait "$agent"
unset SSH_AUTH_SOCK
works 'without an agent outside there is none inside' box --set sockets.ssh_agent=true -- true

says 7 'the command stands back when it is told to' box --set limits.nice=7 -- nice
says "$(nice)" '    and not otherwise' box -- nice
complains '*limits.nice: -1 is not from 0 to 19*' '    and does not go before others' box --set limits.nice=-1 -- nice
