#!/usr/bin/env bash
# promise: a key in the session keyring of the caller, which no namespace holds back, cannot be read inside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

with_key=("$PROBE" with-session-key "attack-$$-$RANDOM")
capture "${with_key[@]}" /bin/true
[[ $out != ENOSYS && $out != EPERM ]] || skip "this machine has no keyrings: $out"
name=${with_key[2]}
export -f careless
export PROBE
says secret 'careless: in all namespaces, the key is read' "${with_key[@]}" /bin/bash -c 'careless --unshare-all -- "$PROBE" session-key "$0"' "$name"
refused_with EPERM 'by default it cannot be asked for' "${with_key[@]}" "$SANDBOX" -p base --ro "$PROBE" "$PROBE" session-key "$name"
# The feature opens the calls; the keyring is still another one.
refused_with 'ENOKEY|EACCES' '    and where keys may be used, it is not there' \
  "${with_key[@]}" "$SANDBOX" -p base --set 'seccomp.features=["keyring"]' --ro "$PROBE" "$PROBE" session-key "$name"
