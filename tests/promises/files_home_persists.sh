#!/usr/bin/env bash
# promise: a persistent home is kept for its profile alone, also when two launches make it at once
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for name in mine other; do
  mkdir -p "$WORK/profiles"
  printf 'version = 1\nextends = ["base"]\nfilesystem.home = "persistent"\n' >"$WORK/profiles/$name.toml"
done
as() { SANDBOX_PROFILE_PATH=$WORK/profiles "$SANDBOX" -p "$1" --ro "$PROBE" -- "${@:2}"; }
state=$HOME/.local/state/sandbox

echo private >"$HOME/secret"
for round in 1 2 3 4 5; do
  rm -rf "$HOME/.local"
  launches=()
  for number in 1 2 3 4; do as mine sh -c ": >~/file$number" & launches+=($!); done
  good=yes
  for launch in "${launches[@]}"; do wait "$launch" || good=no; done
  verdict $good "launches at once, without any directory yet: all work (round $round)" 'exit status 0 from each'
  says $'file1\nfile2\nfile3\nfile4' '    and share one home' as mine "$PROBE" readdir "$HOME"
done
says '' 'another profile does not see it' as other "$PROBE" readdir "$HOME"
works '    and has one of its own' as other sh -c ': >~/other'
says $'file1\nfile2\nfile3\nfile4' '    which the first does not see' as mine "$PROBE" readdir "$HOME"
says "$HOME" 'a command starts in it, as in any home' sh -c 'cd / && SANDBOX_PROFILE_PATH=$1 "$0" -p mine --ro "$2" -- "$2" cwd' "$SANDBOX" "$WORK/profiles" "$PROBE"
refused_with ENOENT 'the home of the caller is not there' as mine "$PROBE" read "$HOME/secret"
refused_with ENOENT '    nor is the state of others' as mine "$PROBE" kind "$state"
found=("$state"/*/home)
same 2 "${#found[@]}" 'on the host there are two homes'
for directory in "$HOME/.local" "$HOME/.local/state" "$state" "${found[@]%/home}" "${found[@]}"; do
  same 700 "$(stat -c %a "$directory")" "    open to their owner alone: ${directory#"$HOME/"}"
done
works 'it is where XDG_STATE_HOME says' env XDG_STATE_HOME="$WORK/state" SANDBOX_PROFILE_PATH="$WORK/profiles" "$SANDBOX" -p mine -- sh -c ': >~/here'
same here "$(ls "$WORK"/state/sandbox/*/home)" '    with what was written'

# What an earlier run left there leads no mount away, and gets no mount point.
with_more() { SANDBOX_PROFILE_PATH=$WORK/profiles "$SANDBOX" -p mine --ro "$PROBE" "$@"; }
works 'a link can be left there' as mine ln -s "$WORK/profiles" "$HOME/link"
complains '*symbolic link*' '    but no mount goes through it' with_more --ro "$WORK/profiles:$HOME/link" -- true
complains '*does not exist on the host*filesystem.create*' 'a mount point that is not there is not made' with_more --ro "$WORK/profiles:$HOME/new" -- true
works '    unless the profile has it made' with_more --set "filesystem.create=[\"$(echo "$state"/mine*/home)/new\"]" --ro "$WORK/profiles:$HOME/new" -- "$PROBE" read "$HOME/new/mine.toml"
mkdir "$WORK/elsewhere" && works 'a link to a directory can be left there' as mine ln -s "$WORK/elsewhere" "$HOME/logs"
complains '*leads through the link*log.file*' '    and takes no log of what was refused elsewhere' \
  with_more --set 'log.denials="file"' --set "log.file=\"$(echo "$state"/mine*/home)/logs/log\"" -- true
same '' "$(ls "$WORK/elsewhere")" '    and nothing was made behind it'
works '    while a directory that the profile has made takes it' with_more --set 'log.denials="file"' \
  --set "filesystem.create=[\"$WORK/made\"]" --set "log.file=\"$WORK/made/log\"" -- true
works '        where it was to be' test -f "$WORK/made/log"
