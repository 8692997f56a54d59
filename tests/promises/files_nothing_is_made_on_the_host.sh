#!/usr/bin/env bash
# promise: a launch makes no file, directory or mount point on the host, not even where it shows directories
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p tree/here other
echo other >other/file
everything() { find "$SCRATCH" "$WORK" ! -name .stderr -printf '%p %i %m %s %T@\n' | sort; }
capture true
before=$(everything)

says other 'a directory can be placed on one that a shown tree has' \
  ask --rw "$WORK/tree" --ro "$WORK/other:$WORK/tree/here" -- read "$WORK/tree/here/file"
complains '*does not exist on the host*nothing is ever made there*' 'where there is none, none is made' \
  ask --rw "$WORK/tree" --ro "$WORK/other:$WORK/tree/new" -- cwd
complains '*does not exist on the host*' '    for a private directory neither' ask --rw "$WORK/tree" --tmpfs "$WORK/tree/new" -- cwd
complains '*' '    nor for a file' ask --rw "$WORK/tree" --ro "$WORK/other/file:$WORK/tree/new" -- cwd
says other 'on the own file systems of the sandbox they are made' \
  ask --ro "$WORK/other:/tmp/a/b/c" -- read /tmp/a/b/c/file
says other '    also in the root' ask --ro "$WORK/other:/new/place" -- read /new/place/file
same "$before" "$(everything)" 'the host is as it was'
