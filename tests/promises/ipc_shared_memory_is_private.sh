#!/usr/bin/env bash
# promise: System V and POSIX shared memory are private: segments of the host are not found inside, nor the other way round
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

key=$((RANDOM * 65536 + $$ % 65536 + 1))
segment=$("$PROBE" shm-make "$key")
remove() {
  local ended_with=$?
  "$PROBE" shm-remove "$segment" >/dev/null
  return "$ended_with"
}
trap 'remove; conclude' EXIT
works 'outside the segment is found' "$PROBE" shm-find "$key"
refused_with ENOENT 'inside it is not' ask -- shm-find "$key"
works 'a profile can share it' ask --set 'namespaces.share=["ipc"]' -- shm-find "$key"
matches '[0-9]*' 'inside the same key can be used' ask -- shm-make "$key"
refused_with ENOENT 'a key that was used inside is unknown outside' sh -c '"$1" -p base --ro "$0" -- "$0" shm-make "$2" >/dev/null; "$0" shm-find "$2"' "$PROBE" "$SANDBOX" "$((key + 1))"
works 'POSIX shared memory works' ask -- posix-memory
says '' '    and is empty at the start' ask -- readdir /dev/shm
