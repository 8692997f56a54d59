#!/usr/bin/env bash
# promise: read-only means read-only in every file system that is mounted below the source, at any depth
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

mkdir tree
mount -t tmpfs one tree
mkdir tree/one tree/one\ two
mount -t tmpfs -o noexec,noatime two tree/one
mkdir tree/one/deep
mount -t tmpfs -o nosymfollow three tree/one/deep
mount --bind tree/one "tree/one two"
places=(tree tree/one tree/one/deep "tree/one two")
for place in "${places[@]}"; do echo text >"$place/file"; done

untouched() { find tree -printf '%p %m %s %T@\n' | sort; }
before=$(untouched)
for place in "${places[@]}"; do
  at=$WORK/$place
  refused_with EROFS "$place: nothing can be made" ask --ro "$WORK/tree" -- create "$at/new"
  refused_with EROFS '    or written' ask --ro "$WORK/tree" -- open-write "$at/file"
  refused_with EROFS '    or cut off' ask --ro "$WORK/tree" -- truncate "$at/file"
  refused_with EROFS '    or removed' ask --ro "$WORK/tree" -- unlink "$at/file"
  refused_with EROFS '    or renamed' ask --ro "$WORK/tree" -- rename "$at/file" "$at/other"
  refused_with EROFS '    or linked' ask --ro "$WORK/tree" -- link "$at/file" "$at/other"
  refused_with EROFS '    and no mode can be changed' ask --ro "$WORK/tree" -- chmod 0777 "$at/file"
  refused_with EROFS '    or time' ask --ro "$WORK/tree" -- touch "$at/file"
  refused_with EROFS '    or attribute' ask --ro "$WORK/tree" -- setxattr "$at/file"
  says text 'it can be read' ask --ro "$WORK/tree" -- read "$at/file"
  works 'with --rw it can be written' ask --rw "$WORK/tree" -- open-write "$at/file"
done
same "$before" "$(untouched)" 'outside nothing has changed'
matches 'ro,*noexec*' 'flags that a mount had stay' ask --ro "$WORK/tree" -- mount-facts "$WORK/tree/one"
matches '*nosymfollow*' '    every one' ask --ro "$WORK/tree" -- mount-facts "$WORK/tree/one/deep"
matches 'rw,*noexec*' '    with --rw as well' ask --rw "$WORK/tree" -- mount-facts "$WORK/tree/one"

profile <<T
extends = ["base"]
[[filesystem.mount]]
source = "$WORK/tree"
recursive = false
T
# The kernel does not let an unprivileged process uncover what is below a mount; that may have been covered on purpose.
complains '*hint*recursive*' 'a tree cannot be shown without what is mounted on it' ask -- read "$WORK/tree/file"
umount -R tree/one "tree/one two"
says text '    and can when nothing is' ask -- read "$WORK/tree/file"
