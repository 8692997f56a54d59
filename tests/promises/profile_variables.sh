#!/usr/bin/env bash
# promise: variables of a profile stand for what they say, and none that is unset becomes nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p cache profiles "$HOME/.config" music
touch cache/file music/song profiles/own
printf 'XDG_MUSIC_DIR="%s/music"\nXDG_DOWNLOAD_DIR="$HOME/"\n' "$WORK" >"$HOME/.config/user-dirs.dirs"
export XDG_CACHE_HOME=$WORK/cache THERE=$WORK/cache EMPTY=
opens() {
  printf 'version = 1\nextends = ["base"]\nfilesystem.ro = ["%s", "%s"]\n' "$1" "$PROBE" >profiles/p.toml
  "$SANDBOX" -p profiles/p.toml "$PROBE" open-read "$2"
}
works 'a directory of the base directory specification' opens '${XDG_CACHE_HOME}' "$WORK/cache/file"
works 'one of the user'"'"'s own directories' opens '${XDG_MUSIC_DIR}' "$WORK/music/song"
works 'a variable of the environment' opens '${env:THERE}' "$WORK/cache/file"
works 'a default' opens '${env:NOWHERE:-${env:THERE}}' "$WORK/cache/file"
works 'the directory of the profile' opens '${PROFILE_DIR}/own' "$WORK/profiles/own"
refused_with ENOENT 'and nothing else is there' opens '${XDG_CACHE_HOME}' "$WORK/music/song"
complains '*${env:NOWHERE} has no value here*' 'one that is unset is an error' opens '${env:NOWHERE}/x' /
complains '*${env:EMPTY} has no value here*' '    and so is one that is empty' opens '${env:EMPTY}/x' /
complains '*${XDG_DOWNLOAD_DIR} has no value here*' 'a user directory that is switched off does not hand out the home' \
  opens '${XDG_DOWNLOAD_DIR}' /
THERE=$HOME
complains '*${env:THERE}* is * here, which is your whole home*' 'nor does any variable' opens '${env:THERE}' /
