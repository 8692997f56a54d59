#!/usr/bin/env bash
# promise: what can be done in a writable directory outside can be done inside: moving, linking, FIFOs, sockets, files without a name
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir tree read-only
touch read-only/file
everything=$(cat <<'T'
cd "$1"
mkdir a a/deep b
echo one >a/file
mv a/file b/file; ln b/file a/second; mv a/deep b/deep; ln -s b c; mv c a/c
truncate -s 1 a/second; : >b/file; test ! -s a/second
mkfifo fifo; (echo through >fifo &); read -r line <fifo; test "$line" = through
printf '#!/bin/sh\nexit 0\n' >run; chmod 755 run; ./run
"$0" name-unnamed a a/named; "$0" name-unnamed a b/named
"$0" listen-unix socket >ready &
while ! test -s ready; do sleep 0.02; done
"$0" connect-unix socket
kill $!
rm -r a b fifo run ready socket
T
)
works 'outside all of it works' sh -ec "$everything" "$PROBE" "$WORK/tree"
for PROFILE in base build; do
  for place in "$WORK/tree" /tmp "$HOME" /dev/shm; do
    works "$PROFILE: and in ${place#"$WORK/"}" box --rw "$WORK/tree" -- sh -ec "$everything" "$PROBE" "$place"
  done
done
PROFILE=base
inside=(ask --rw "$WORK/tree" --ro "$WORK/read-only" --)
works 'a file in memory can be opened again' "${inside[@]}" reopen-memory
works 'what a process may set in /proc can be set' box -- sh -c 'echo renamed >/proc/self/comm && echo 500 >/proc/self/oom_score_adj'
works 'devices can be written' box -- sh -ec 'for d in null zero full random; do echo >>/dev/$d || test $d = full; done' 2>/dev/null
touch tree/file
refused_with 'EXDEV|EROFS' 'nothing moves from there into a read-only tree' "${inside[@]}" rename "$WORK/tree/file" "$WORK/read-only/new"
refused_with 'EXDEV|EROFS' '    or from a read-only tree into it' "${inside[@]}" rename "$WORK/read-only/file" "$WORK/tree/new"
refused_with 'EXDEV|EROFS' '    by a link neither' "${inside[@]}" link "$WORK/read-only/file" "$WORK/tree/new"
refused_with EROFS 'a file without a name is not made in a read-only tree' "${inside[@]}" name-unnamed "$WORK/read-only" "$WORK/tree/new"
