#!/usr/bin/env bash
# promise: sockets of services on the host are reached neither by an abstract name nor by a path that is not shown
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

abstract=@promise-$WHO-$$
"$PROBE" listen-unix "$abstract" >abstract-ready &
first=$!
"$PROBE" listen-unix "$WORK/socket" >path-ready &
second=$!
wait_for test -s abstract-ready
wait_for test -s path-ready

says hello 'outside the abstract socket answers' "$PROBE" connect-unix "$abstract"
refused_with ECONNREFUSED '    and inside there is none of that name' ask -- connect-unix "$abstract"
says hello 'outside the socket in a directory answers' "$PROBE" connect-unix "$WORK/socket"
refused_with ENOENT '    and inside it is not there' ask -- connect-unix "$WORK/socket"
says hello '    unless the profile shows it' ask --ro "$WORK/socket" -- connect-unix "$WORK/socket"
for path in /run/dbus/system_bus_socket /var/run/docker.sock "/run/user/$(id -u)/bus" /tmp/.X11-unix; do
  refused_with ENOENT "$path is not there" ask -- kind "$path"
done
works 'processes inside can talk to each other by both' box -- sh -c '
  "$0" listen-unix @inside >/tmp/a & "$0" listen-unix /tmp/s >/tmp/b &
  while ! [ -s /tmp/a ] || ! [ -s /tmp/b ]; do sleep 0.02; done
  "$0" connect-unix @inside && "$0" connect-unix /tmp/s' "$PROBE"
kill "$first" "$second"
wait 2>/dev/null
