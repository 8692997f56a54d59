#!/usr/bin/env bash
# promise: the longest path wins and for the same path the stricter wish, in whatever order they are written
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p tree/ro/rw tree/hidden
echo text | tee tree/file tree/ro/file tree/ro/rw/file tree/hidden/file >/dev/null
rules=('rw = ["%/tree", "%/tree/ro/rw"]' 'ro = ["%/tree/ro"]' 'hide = ["%/tree/hidden"]')
for order in '0 1 2' '2 1 0' '1 2 0'; do
  {
    echo 'extends = ["base"]'
    echo '[filesystem]'
    for index in $order; do echo "${rules[index]//%/$WORK}"; done
  } | cat >"$SCRATCH/rules"
  profile <"$SCRATCH/rules"
  works "order $order: the outermost can be written" ask -- open-write "$WORK/tree/file"
  refused_with EROFS '    what lies deeper cannot' ask -- open-write "$WORK/tree/ro/file"
  works '    what lies deepest can again' ask -- open-write "$WORK/tree/ro/rw/file"
  refused_with EACCES '    and the hidden is hidden' ask -- read "$WORK/tree/hidden/file"
done

profile <<T
extends = ["base"]
[filesystem]
rw = ["$WORK/tree", "$WORK/tree/hidden"]
ro = ["$WORK/tree"]
hide = ["$WORK/tree/hidden"]
T
refused_with EROFS 'for the same path ro is stricter than rw' ask -- open-write "$WORK/tree/file"
refused_with EACCES '    and hide than all' ask -- read "$WORK/tree/hidden/file"
# A wish of the command line may win or lose, but it may not be lost in silence.
capture ask --rw "$WORK/tree" -- open-write "$WORK/tree/file"
[[ $status == 0 || ($status == 125 && $err == *'--rw has no effect'*) ]] && good=yes || good=no
verdict "$good" 'a flag has an effect, or the launcher says that it has none' '0, or 125 and a message' ask --rw "$WORK/tree"
refused_with EACCES 'a stricter flag always has one' ask --hide "$WORK/tree/ro" -- read "$WORK/tree/ro/file"
