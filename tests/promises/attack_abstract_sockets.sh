#!/usr/bin/env bash
# promise: an abstract socket of the host, such as that of a container daemon, is not reached (CVE-2020-15257)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

name=@attack-$WHO-$$
"$PROBE" listen-unix "$name" >ready &
daemon=$!
wait_for test -s ready
says hello 'careless: with a shared network the daemon answers, in whatever root' careless --unshare-pid --unshare-ipc -- "$PROBE" connect-unix "$name"
for profile in base script build; do
  refused_with 'ECONNREFUSED|EPERM' "$profile: by default it does not" "$SANDBOX" -p "$profile" --ro "$PROBE" -- "$PROBE" connect-unix "$name"
done
kill "$daemon"
wait 2>/dev/null
