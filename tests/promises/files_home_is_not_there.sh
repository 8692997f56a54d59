#!/usr/bin/env bash
# promise: the home of the caller is not there: an empty one stands in its place, is writable, and is gone afterwards
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir "$HOME/.ssh"
echo secret >"$HOME/.ssh/id_ed25519"
echo plain >"$HOME/shown"

says secret 'outside the secret can be read' "$PROBE" read "$HOME/.ssh/id_ed25519"
for name in base script build; do
  # A directory of its own, as "script" and "build" show the current one.
  refused_with ENOENT "$name: inside the secret does not exist" \
    "$SANDBOX" -p "$name" --ro "$PROBE" -- "$PROBE" open-read "$HOME/.ssh/id_ed25519"
  says '' "$name: the home is empty" "$SANDBOX" -p "$name" --ro "$PROBE" -- "$PROBE" readdir "$HOME"
done

works 'the home can be written' ask -- write "$HOME/note" text
works '    and directories can be made in it' ask -- mkdir "$HOME/.cache"
says "directory 0700 $(id -u) $(id -g)" '    and it belongs to the user alone' \
  box -- sh -c 'stat -c "%F %04a %u %g" "$HOME"'
refused 'what was written there is gone' test -e "$HOME/note"
says "$HOME" 'HOME says where it is' ask -- variable HOME

says plain 'a file that is asked for is shown' ask --ro "$HOME/shown" -- read "$HOME/shown"
says 'shown' '    and nothing beside it' ask --ro "$HOME/shown" -- readdir "$HOME"
profile <<'T'
extends = ["base"]
filesystem.home = "none"
T
refused_with ENOENT 'a profile can leave out the home altogether' ask -- kind "$HOME/.ssh"
