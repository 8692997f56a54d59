#!/usr/bin/env bash
# promise: with the host's network, abstract sockets of the host are out of reach, unless the profile says so
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
landlock_version_at_least 6 || skip "Landlock does not restrict abstract sockets here"

name=@promise-$WHO-$$
"$PROBE" listen-unix "$name" >ready &
server=$!
wait_for test -s ready
says hello 'outside the socket answers' "$PROBE" connect-unix "$name"
for PROFILE in base script; do
  shared=(ask --set network.mode=host)
  refused_with EPERM "$PROFILE: inside it does not" "${shared[@]}" -- connect-unix "$name"
  says hello '    with no scope it does' "${shared[@]}" --set 'landlock.scope=[]' -- connect-unix "$name"
  says hello '    with a scope of signals only, too' "${shared[@]}" --set 'landlock.scope=["signal"]' -- connect-unix "$name"
  refused_with EPERM '    with one of abstract sockets it does not' "${shared[@]}" --set 'landlock.scope=["abstract-unix"]' -- connect-unix "$name"
  says hello '    without Landlock it does' "${shared[@]}" --set landlock.enable=false -- connect-unix "$name"
done
works 'processes inside can talk to each other' box --set network.mode=host -- sh -c '
  "$0" listen-unix "@inside-$1" >/tmp/a & while ! [ -s /tmp/a ]; do sleep 0.02; done; "$0" connect-unix "@inside-$1"' "$PROBE" "$WHO-$$"
refused_with EPERM 'where user namespaces are allowed inside, the scope holds' ask --set network.mode=host --set 'namespaces.nested="allow"' -- connect-unix "$name"
kill "$server"
wait 2>/dev/null
