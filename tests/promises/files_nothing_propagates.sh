#!/usr/bin/env bash
# promise: mounts made outside while the sandbox runs do not appear inside, and none of its mounts appears outside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts
source "$SOURCE/promises/onlooker.bash"

mkdir -p tree/late tree/early
mount -t tmpfs shared tree
mount --make-rshared /
mkdir tree/late tree/early
mount -t tmpfs early tree/early
echo early >tree/early/file
before=$(cut -d ' ' -f 5 /proc/self/mountinfo | sort)

start "$SANDBOX" -p base --ro "$PROBE" --rw "$WORK/tree" -- sh -c '
  echo ready
  while ! [ -e "$1/go" ]; do sleep 0.02; done
  "$0" read "$1/early/file"; "$0" read "$1/late/file"; "$0" mounts | grep -c late' "$PROBE" "$WORK/tree"
wait_for has_printed ready
same "$before" "$(cut -d ' ' -f 5 /proc/self/mountinfo | sort)" 'outside there is no mount of the sandbox'
mount -t tmpfs late tree/late
echo late >tree/late/file
says late 'a mount that is made outside meanwhile is there outside' cat tree/late/file
touch tree/go
ended
same $'ready\nearly\nENOENT\n0' "$out" 'inside it is not, while an earlier one is'

says '' 'no mount inside has peers or a master outside' box --rw "$WORK/tree" -- \
  sh -c '"$0" mounts | grep -E "shared|master" || :' "$PROBE"
works 'the same look finds them outside' sh -c '"$0" mounts | grep -q shared' "$PROBE"
umount tree/late
same "$before" "$(cut -d ' ' -f 5 /proc/self/mountinfo | sort)" 'afterwards the mounts are what they were'
