#!/usr/bin/env bash
# promise: the places where profiles are looked for, and the profiles of a launch, cannot be written, replaced or made from inside, however much of the home is writable
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

profiles=$HOME/.config/sandbox/profiles
state=$HOME/.local/state/sandbox
wide='version = 1
extends = ["base"]
filesystem.home = "rw"
'
fresh() { rm -rf "$HOME/.config" "$HOME/.local" && mkdir -p "$profiles" "$state/trusted" && printf '%s' "$wide" >"$profiles/mine.toml"; }

fresh
works 'careless: a writable home holds the profile of the next run' careless --bind "$HOME" "$HOME" sh -c 'echo evil >"$0"' "$profiles/mine.toml"
same evil "$(cat "$profiles/mine.toml")" '    which is another one then'

for how in 'filesystem.home="rw"' 'filesystem.rw=["~/.config", "~/.local"]' "filesystem.rw=[\"$HOME\"]"; do
  fresh
  inside() { "$SANDBOX" -p base --set "$how" --ro "$PROBE" -- "$PROBE" "$@"; }
  refused_with EROFS "$how: a profile cannot be written" inside open-write "$profiles/mine.toml"
  refused_with EROFS '    nor made' inside create "$profiles/script.toml"
  refused_with EROFS '    nor removed' inside unlink "$profiles/mine.toml"
  refused_with 'EBUSY|EXDEV' '    nor its directory moved' inside rename "$profiles" "$HOME/.config/old"
  refused_with 'EBUSY|EXDEV' '    nor the one above' inside rename "$HOME/.config/sandbox" "$HOME/.config/old"
  refused_with EBUSY '    nor the one above that' inside rename "$HOME/.config" "$HOME/.konfig"
  refused_with EROFS 'what is trusted cannot be written' inside create "$state/trusted/new"
  refused_with 'EBUSY|EXDEV' '    nor what holds it be moved' inside rename "$HOME/.local/state" "$HOME/.local/old"
  works 'what is beside it can be changed' inside create "$HOME/.config/other"
  same "$wide" "$(cat "$profiles/mine.toml")"$'\n' 'on the host the profile is the old one'
done

fresh
rm -r "$HOME/.config/sandbox"
complains "*the command could make $profiles*mkdir -p $profiles*" 'a place that the command could make is refused, with what to do' "$SANDBOX" -p base --set 'filesystem.home="rw"' -- true
works '    and is no concern where it could not' "$SANDBOX" -p base --rw "$WORK" -- true
fresh
complains "*the command could change $profiles*" 'it is not shown writable by itself' "$SANDBOX" -p base --rw "$profiles" -- true
complains "*the command could change $state/trusted*" '    nor anything in it' "$SANDBOX" -p base --rw "$state/trusted:/x" -- true
mkdir "$HOME/dotfiles" && mv "$HOME/.config/sandbox" "$HOME/dotfiles/" && ln -s ../dotfiles/sandbox "$HOME/.config/sandbox"
complains "*could replace the link $HOME/.config/sandbox*" 'a link that leads there is not left to the command' "$SANDBOX" -p base --rw "$HOME/.config" -- true
refused_with EROFS '    and what it leads to is protected, by whatever name' "$SANDBOX" -p base --rw "$HOME/dotfiles" --ro "$PROBE" -- "$PROBE" open-write "$HOME/dotfiles/sandbox/profiles/mine.toml"
rm -r "$HOME/.config" "$HOME/dotfiles" && fresh

# A dotfile manager's links: what they lead to decides as much.
dot=$HOME/dot
mkdir -p "$dot/build.d" "$profiles/own.d" && ln -s "$dot/build.d" "$profiles/build.d"
for link in "$profiles/linked.toml" "$profiles/own.d/more.toml" "$state/trusted"; do
  rm -rf "$link" && printf 'version = 1\n' >"$dot/${link##*/}" && ln -s "$dot/${link##*/}" "$link"
done
works 'careless: what a profile will be told more can be written where its directory is a link' careless --bind "$dot" "$dot" sh -c ': >"$0"' "$dot/build.d/evil.toml"
rm "$dot/build.d/evil.toml"
linked() { "$SANDBOX" -p base --rw "$dot" --ro "$PROBE" -- "$PROBE" "$@"; }
refused_with EROFS 'nothing is put into a directory that a link among the profiles leads to' linked create "$dot/build.d/evil.toml"
refused_with 'EBUSY|EXDEV' '    nor is it moved away' linked rename "$dot/build.d" "$dot/old.d"
for file in linked.toml more.toml trusted; do
  refused_with EROFS "    nor can $file be written, to which a link leads" linked open-write "$dot/$file"
  refused_with EBUSY '        nor removed' linked unlink "$dot/$file"
done
works '    and what is beside them can be changed' linked create "$dot/other.toml"
ln -s "$dot/gone.toml" "$profiles/gone.toml"
complains "*the command could make $dot/gone.toml*" 'what such a link will lead to is not the command'"'"'s to make' linked create "$dot/gone.toml"
rm -r "$profiles" "$state" && mkdir -p "$profiles" "$state"

# A profile in the project in which it is used.
mkdir -p project/ci && cd project || exit
printf 'version = 1\nextends = ["base"]\nfilesystem.rw = ["${PWD}"]\n' >ci/own.toml
old=$(<ci/own.toml)
own() { "$SANDBOX" -p ci/own.toml --ro "$PROBE" -- "$PROBE" "$@"; }
refused_with EROFS 'a profile in a writable project cannot be written by what it starts' own open-write ci/own.toml
refused_with EBUSY '    nor removed' own unlink ci/own.toml
refused_with EBUSY '    nor its directory be moved' own rename ci old
works 'what is beside it can be changed' own create ci/other
same "$old" "$(<ci/own.toml)" 'it is as it was'

works 'a persistent home is no such place' "$SANDBOX" -p base --set 'filesystem.home="persistent"' -- sh -c ': >~/file'
