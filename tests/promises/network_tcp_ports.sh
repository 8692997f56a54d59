#!/usr/bin/env bash
# promise: only the TCP ports that the profile lists can be listened on and connected to, whatever the network
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
landlock_version_at_least 4 || skip "Landlock does not restrict ports here"

"$PROBE" listen-tcp >port &
server=$!
wait_for test -s port
port=$(<port)
connect() { ask --set network.mode=host "$@" -- connect-tcp 127.0.0.1 "$port"; }
says hello 'without a list every port can be connected to' connect
says hello '    listed, it can' connect --set "network.tcp_connect=[1, $port]"
says hello '    in a range, too' connect --set "network.tcp_connect=[\"$((port - 1))-$((port + 1))\"]"
refused_with EACCES '    beside the range it cannot' connect --set "network.tcp_connect=[\"1-$((port - 1))\", \"$((port + 1))-65535\"]"
refused_with EACCES '    nor with an empty list' connect --set 'network.tcp_connect=[]'
says hello '    a list of ports to listen on does not matter' connect --set 'network.tcp_bind=[]'

bind() { ask "$@" -- bind-tcp 8080; }
for mode in none host; do
  works "$mode: without a list a port can be listened on" bind --set "network.mode=$mode"
  works '    listed, it can' bind --set "network.mode=$mode" --set 'network.tcp_bind=["8000-8100"]'
  refused_with EACCES '    another cannot' bind --set "network.mode=$mode" --set 'network.tcp_bind=[8081]'
  refused_with EACCES '    with an empty list none can' bind --set "network.mode=$mode" --set 'network.tcp_bind=[]'
  works '    a list of ports to connect to does not matter' bind --set "network.mode=$mode" --set 'network.tcp_connect=[]'
done
refused_with EACCES 'one that the kernel chooses is port 0' ask --set 'network.tcp_bind=[8080]' -- bind-tcp 0
works '    which can be listed' ask --set 'network.tcp_bind=[0]' -- bind-tcp 0
works 'the ports hold where user namespaces are allowed inside' ask --set 'namespaces.nested="allow"' --set 'network.tcp_bind=[8080]' -- bind-tcp 8080
refused_with EACCES '    for others' ask --set 'namespaces.nested="allow"' --set 'network.tcp_bind=[8081]' -- bind-tcp 8080
complains '*which is switched off*' 'a list without Landlock is a contradiction' bind --set 'network.tcp_bind=[]' --set landlock.enable=false
kill "$server"
wait 2>/dev/null
