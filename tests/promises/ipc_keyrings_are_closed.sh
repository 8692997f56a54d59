#!/usr/bin/env bash
# promise: the keyrings of the caller are out of reach: a new session keyring, and no call that asks for keys
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

name=promise-$$-$RANDOM
with_key=("$PROBE" with-session-key "$name")
capture "${with_key[@]}" /bin/true
[[ $out != ENOSYS && $out != EPERM ]] || skip "this machine has no keyrings: $out"
says secret 'outside the key is found' "${with_key[@]}" "$PROBE" session-key "$name"
matches "*$name*" '    and listed' "${with_key[@]}" /bin/cat /proc/keys
# /proc/keys asks no call that the filter knows; it lists the key for who possesses it.
lacks "*$name*" 'inside it is not possessed' "${with_key[@]}" "$SANDBOX" -p base -- sh -c 'echo keys:; cat /proc/keys 2>/dev/null; true'
refused_with EACCES 'the list of keys itself is closed' ask -- open-read /proc/keys
refused_with 'EPERM|ENOSYS' '    nor found' "${with_key[@]}" "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" session-key "$name"
for call in keyctl add_key request_key; do
  refused_with 'EPERM|ENOSYS' "$call is refused" ask -- call "$call"
done
