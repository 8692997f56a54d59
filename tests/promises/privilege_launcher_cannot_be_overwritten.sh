#!/usr/bin/env bash
# promise: the program of the launcher cannot be reached from inside, not even where it belongs to the user
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

cp "$SANDBOX" launcher && chmod 755 launcher
before=$(stat -c '%a %i %s %Y' launcher; cksum <launcher)
mine=("$WORK/launcher" -p base --ro "$PROBE" -- "$PROBE")
works 'outside, the user may change the mode of the file' chmod 755 launcher
for link in /proc/1/exe /proc/self/../1/exe /proc/1/task/1/exe; do
  refused_with 'EACCES|EPERM|ENOENT' "$link cannot be opened for writing" "${mine[@]}" open-write "$link"
  refused_with 'EACCES|EPERM|ENOENT' '    nor for reading' "${mine[@]}" open-read "$link"
  refused_with 'EACCES|EPERM|ENOENT' '    its mode cannot be changed' "${mine[@]}" chmod 0777 "$link"
  refused_with 'EACCES|EPERM|ENOENT' '    it cannot be cut off' "${mine[@]}" truncate "$link"
  refused_with 'EACCES|EPERM|ENOENT' '    nor executed' "${mine[@]}" exec "$link" --version
done
refused 'no process inside is the launcher' box -- sh -c 'ls -l /proc/[0-9]*/exe 2>/dev/null | grep launcher'
same "$before" "$(stat -c '%a %i %s %Y' launcher; cksum <launcher)" 'the file is what it was'
