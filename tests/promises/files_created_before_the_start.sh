#!/usr/bin/env bash
# promise: directories that a profile lists are made before the start, for the caller alone and never by way of a planted link
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

with_created() { "$SANDBOX" -p base --ro "$PROBE" --set "filesystem.create=[\"$1\"]" "${@:2}"; }
works 'what is missing is made, and can be shown' with_created "$WORK/a/b" --rw "$WORK/a/b" -- "$PROBE" create "$WORK/a/b/file"
same '700 700' "$(stat -c %a a a/b | xargs)" '    with all that was missing above it, open to the caller alone'
chmod 0755 a
works 'what exists is left as it is' with_created "$WORK/a" -- true
same 755 "$(stat -c %a a)" '    with its mode'
works 'several launches at once make it together' sh -c 'for i in 1 2 3 4; do "$0" -p base --set "filesystem.create=[\"$1\"]" true & all="$all $!"; done; for i in $all; do wait $i || exit 1; done' "$SANDBOX" "$WORK/x/y/z"
works '--explain makes nothing' with_created "$WORK/none" --explain true
same absent "$([[ -e none ]] && echo there || echo absent)" '    indeed'
matches "*make the directory $WORK/none on the host*--set filesystem.create*" '    but says what would be made' with_created "$WORK/none" --explain true

mkdir project secrets
ln -s "$WORK/secrets" project/link
complains '*leads through the link*' 'by way of a link in a writable directory nothing is made' with_created "$WORK/project/link/x" --rw "$WORK/project" -- true
ln -s "$WORK/secrets/none" project/dangling
complains '*leads to nothing*' '    nor where one leads to nothing' with_created "$WORK/project/dangling" --rw "$WORK/project" -- true
same '' "$(ls -A secrets)" '    indeed'
: >file
complains '*is no directory*' 'a file is not taken for a directory' with_created "$WORK/file" -- true
complains '*not a directory*' '    nor made one' with_created "$WORK/file/x" -- true
if [[ $WHO != root ]]; then
  complains '*cannot make the directory /usr/share/none-of-ours on the host*filesystem.create*' 'what the caller may not make is refused, by name' with_created /usr/share/none-of-ours -- true
fi
