#!/usr/bin/env bash
# promise: a profile can show the home of the caller, read-only or writable; nothing else of it opens by itself
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

echo mine >"$HOME/file"
mkdir "$HOME/directory"
# A home that can be written shows where profiles are looked for: these must be there to be protected.
mkdir -p "$HOME/.config/sandbox/profiles" "$HOME/.local/state/sandbox"
with_home() { "$SANDBOX" -p base --set "filesystem.home=$1" --ro "$PROBE" -- "$PROBE" "${@:2}"; }
says mine '"ro" shows it' with_home ro read "$HOME/file"
refused_with EROFS '    and lets nothing be written' with_home ro open-write "$HOME/file"
refused_with EROFS '    or made' with_home ro create "$HOME/directory/new"
works '"rw" lets it be changed' with_home rw write "$HOME/directory/new" text
same text "$(<"$HOME/directory/new")" '    on the host'
refused_with ENOENT '    and shows nothing beside it' with_home rw kind "$WORK"
says '' '"tmpfs" stands for an empty one' with_home tmpfs readdir "$HOME"
works '"persistent" stands for one that is kept' with_home persistent create "$HOME/kept"
says kept '    for the next run' with_home persistent readdir "$HOME"
complains '*filesystem.home*' 'any other word is refused' with_home everything cwd

# Variables that lead to the home by accident do not open it.
cd "$HOME" || exit
for how in --ro --rw; do
  complains '*your whole home*' "$how \${PWD} in the home is refused" ask "$how" '${PWD}' -- cwd
  complains '*your whole home*' '    and ${PROJECT}' ask "$how" '${PROJECT}' -- cwd
done
complains '*your whole home*' 'so is the profile "script"' "$SANDBOX" -p script -- true
complains '*your whole home*' '    and "build"' "$SANDBOX" -p build -- true
cd directory || exit
says text 'a directory in it is shown' "$SANDBOX" -p script --ro "$PROBE" -- "$PROBE" read new
cd "$SCRATCH" || exit
complains '*whole home*' 'a directory above it is refused as well' "$SANDBOX" -p build -- true
