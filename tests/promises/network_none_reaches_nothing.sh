#!/usr/bin/env bash
# promise: without a network a command reaches nobody, not even what listens on the loopback of the host; its own loopback is up
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

"$PROBE" listen-tcp >tcp-port &
tcp=$!
"$PROBE" listen-udp >udp-port &
udp=$!
wait_for test -s tcp-port
wait_for test -s udp-port

says hello 'outside a server on the loopback answers' "$PROBE" connect-tcp 127.0.0.1 "$(<tcp-port)"
says hello '    and one for datagrams' "$PROBE" connect-udp 127.0.0.1 "$(<udp-port)"
for name in base script build; do
  inside=("$SANDBOX" -p "$name" --ro "$PROBE" -- "$PROBE")
  refused_with ECONNREFUSED "$name: inside nobody listens there" "${inside[@]}" connect-tcp 127.0.0.1 "$(<tcp-port)"
  refused_with ECONNREFUSED '    nor for datagrams' "${inside[@]}" connect-udp 127.0.0.1 "$(<udp-port)"
  refused_with ENETUNREACH '    and no other address has a way' "${inside[@]}" connect-tcp 192.0.2.1 80
  says 'lo up' '    the only interface is the loopback, and it is up' "${inside[@]}" interfaces
  works '    a command reaches itself' "${inside[@]}" loopback
done
address=$(hostname -I | cut -d ' ' -f 1)
if [[ $address == *.* ]]; then
  refused_with ENETUNREACH 'the address of the machine has no way either' ask -- connect-tcp "$address" 22
fi
works 'IPv6 has a loopback, too, where the machine has IPv6' box -- python3 -c '
import os, socket
if os.path.exists("/proc/net/if_inet6"):
    server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    socket.create_connection(server.getsockname()[:2])'
says hello 'mode = "host" reaches the server' ask --set network.mode=host -- connect-tcp 127.0.0.1 "$(<tcp-port)"
refused_with EPERM '    but makes no raw socket there' ask --set network.mode=host -- socket 2 3 1
complains '*not supported yet*' 'a mode that is not built is refused' ask --set network.mode=nat -- cwd
kill "$tcp" "$udp"
wait 2>/dev/null
