#!/usr/bin/env bash
# promise: a private directory in memory holds at most what its profile allows, and has the mode and flags it asks for
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'T'
extends = ["base"]
[filesystem]
tmpfs = ["/plain", { path = "/small", size = "256K" }, { path = "/closed", perms = "0700", noexec = true }]
[[filesystem.mount]]
type = "tmpfs"
target = "/few"
inodes = 8
T
fill() { box -- dd if=/dev/zero of="$1/file" bs=1K count="$2" status=none; }
works 'what fits can be written' fill /small 200
refused 'what does not fit cannot' fill /small 300
[[ $err == *'No space left'* ]] && good=yes || good=no
verdict "$good" '    and the reason is that no space is left' 'No space left on device'
works 'a directory without a limit takes it' fill /plain 300
works 'so many files can be made' box -- sh -c 'for i in 1 2 3 4 5; do : >/few/$i || exit; done'
exits 2 '    and not more' box -- sh -c 'for i in 1 2 3 4 5 6 7 8 9; do : >/few/$i; done'
says 700 'the mode is as asked for' box -- stat -c %a /closed
refused_with EACCES 'in one with noexec nothing can be executed' box -- \
  sh -c 'cp "$0" /closed/copy && exec "$0" exec /closed/copy cwd' "$PROBE"
says "$HOME" '    while in another it can' box -- sh -c 'cp "$0" /plain/copy && exec "$0" exec /plain/copy cwd' "$PROBE"
says '' 'what is written is gone in the next run' ask -- readdir /plain
works '--tmpfs makes one, too' ask --tmpfs /mine -- create /mine/file
says '' '    and covers what a shown tree has there' ask --ro /usr/share --tmpfs /usr/share/doc -- readdir /usr/share/doc
