#!/usr/bin/env bash
# promise: a read-only tree is not written by way of what is mounted in it (runc's and nsjail's rbind,ro)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

mkdir tree at
mount -t tmpfs outer tree && mkdir tree/deep
mount -t tmpfs inner tree/deep && echo text >tree/deep/file
careless() { unshare --mount sh -c 'mount --rbind "$0/tree" "$0/at" && mount -o remount,bind,ro "$0/at" && exec "$@"' "$WORK" "$@"; }
refused_with EROFS 'careless: a tree of which the top is read-only' careless "$PROBE" create "$WORK/at/new"
works '    is written below the mount in it' careless "$PROBE" write "$WORK/at/deep/file" text
refused_with EROFS 'by default, the top is read-only' ask --ro "$WORK/tree:/at" -- create /at/new
refused_with EROFS '    and below the mount as well' ask --ro "$WORK/tree:/at" -- write /at/deep/file changed
refused_with EROFS '    nor is anything made there' ask --ro "$WORK/tree:/at" -- create /at/deep/new
works 'with --rw it is written' ask --rw "$WORK/tree:/at" -- write /at/deep/file text
same text "$(<tree/deep/file)" 'on the host the file is as before'
