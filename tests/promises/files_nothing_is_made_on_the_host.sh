#!/usr/bin/env bash
# promise: a launch makes no file, directory or mount point on the host, not even where it shows directories, but what filesystem.create and a persistent home name
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p tree/here tree/.git/hooks other "$HOME/.ssh" "$HOME/work" "$HOME/.config/sandbox/profiles" "$HOME/.local/state/sandbox"
echo other | tee other/file tree/.env tree/.git/config "$HOME/.profile" >/dev/null
# Reading a link changes its time of access alone; all else of an inode is here.
everything() { find "$SCRATCH" "$WORK" ! -name .stderr ! -name '.profile-*' -printf '%p %i %y %m %n %U %s %T@ %C@ %l\n' | sort; }
capture true
before=$(everything)
unchanged() { same "$before" "$(everything)" "    and the host is as it was${1:+: $1}"; }

says other 'a directory can be placed on one that a shown tree has' \
  ask --rw "$WORK/tree" --ro "$WORK/other:$WORK/tree/here" -- read "$WORK/tree/here/file"
complains '*does not exist on the host*nothing is ever made there*' 'where there is none, none is made' \
  ask --rw "$WORK/tree" --ro "$WORK/other:$WORK/tree/new" -- cwd
complains '*does not exist on the host*' '    for a private directory neither' ask --rw "$WORK/tree" --tmpfs "$WORK/tree/new" -- cwd
complains '*' '    nor for a file' ask --rw "$WORK/tree" --ro "$WORK/other/file:$WORK/tree/new" -- cwd
says other 'on the own file systems of the sandbox they are made' \
  ask --ro "$WORK/other:/tmp/a/b/c" -- read /tmp/a/b/c/file
says other '    also in the root' ask --ro "$WORK/other:/new/place" -- read /new/place/file
unchanged

# What protects or hides stands on what is there, and does without where nothing is.
for how in --protect --hide; do
  works "$how of a file, of a directory and below one" box --rw "$WORK/tree" "$how" "$WORK/tree/.env" "$how" "$WORK/tree/here" "$how" "$WORK/tree/.git/hooks" -- true
  unchanged
  works "$how of a name that need not be there" box --rw "$WORK/tree" "$how" "$WORK/tree/none?" "$how" "$WORK/tree/.git/none?" "$how" "$WORK/tree/none/deep/er?" -- true
  unchanged
  complains '*does not exist on the host*' "$how of one that must be" box --rw "$WORK/tree" "$how" "$WORK/tree/none" -- true
  unchanged
done
for home in none tmpfs ro rw; do
  works "home = \"$home\"" box --set "filesystem.home=\"$home\"" -- true
  works '    with parts of it hidden and protected' box --set "filesystem.home=\"$home\"" --hide "$HOME/.ssh" --protect "$HOME/.profile" --protect "$HOME/.envrc?" -- true
  unchanged
done
refused 'a home in memory is written to' box --set 'filesystem.home="tmpfs"' -- sh -c ': >~/file; mkdir ~/new; exit 1'
unchanged
works 'a whole run of the profile "build"' sh -c 'cd "$1/tree" && exec "$0" -p build --set "limits.rlimit.core=0" true' "$SANDBOX" "$WORK"
unchanged

# A persistent home is made, and nothing besides.
works 'home = "persistent"' box --set 'filesystem.home="persistent"' -- true
new=$(find "$HOME/.local/state/sandbox" -mindepth 1 -printf '%y %P\n' | sed 's/ [^/]*/ NAME/' | sort)
same $'d NAME\nd NAME/home' "$new" '    makes the home and what is above it'
kept=$(echo "$HOME"/.local/state/sandbox/*/home)
before=$(everything)
complains '*nothing is ever made there*' '    but no mount point in it' box --set 'filesystem.home="persistent"' --ro "$WORK/other:$HOME/other" -- true
complains '*nothing is ever made there*' '    nor for a file' box --set 'filesystem.home="persistent"' --ro "$WORK/other/file:$HOME/file" -- true
works '    nor for what is protected or hidden in it' box --set 'filesystem.home="persistent"' --protect "$HOME/none?" --hide "$HOME/nothing?" -- true
unchanged
same '' "$(ls -A "$kept")" '    it is empty'
