#!/usr/bin/env bash
# promise: a path that somebody keeps exchanging for a link while sandboxes start never shows what the link leads to
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/data project/elsewhere secrets cover
echo mine >project/data/key
echo elsewhere >project/elsewhere/key
echo secret >secrets/key
echo covered >cover/key

# swapping LINK: exchanges data and that link, until `swapper` is killed.
swapping() {
  "$PROBE" exchange project/data "project/$1" 60 >exchanges &
  swapper=$!
}
stop_swapping() {
  kill "$swapper"
  wait "$swapper" 2>/dev/null
  if [[ -L project/data ]]; then mv project/data spare && mv "project/$1" project/data && mv spare "project/$1"; fi
}

# launches GOOD HARMLESS OPTION… -- CMD…: for two seconds, and for up to ten until both ways were seen. Every launch must end in one of three ways: what the command
# says is GOOD, or the launcher refuses, or status and output are HARMLESS.
launches() {
  local good=$1 harmless=$2 shown='' refused='' other='' start=$SECONDS
  while ((SECONDS < start + 2)) || { [[ $shown$refused != yesyes ]] && ((SECONDS < start + 10)); }; do
    capture timeout 10 "$SANDBOX" -p "$PROFILE" --ro "$PROBE" --rw "$WORK/project" "${@:3}"
    if ((status == 0)) && [[ $out == "$good" ]]; then shown=yes
    elif ((status == 125)); then refused=yes
    elif [[ "$status $out" != "$harmless" ]]; then other="$status $out $err"; fi
  done
  same '' "$other" '    it was shown as it is, or the launch was refused'
  same 'yes yes' "$shown $refused" '    and each of the two was seen'
}

ln -s "$WORK/secrets" project/out
swapping out
echo 'A source in a writable directory, exchanged for a link to the outside:'
launches mine '' --ro "$WORK/project/data:/tmp/shown" -- "$PROBE" read /tmp/shown/key
# Exchanged after the mount, the name is that of the link, which leads nowhere inside.
echo 'A target there:'
launches covered '1 ENOENT' --ro "$WORK/cover:$WORK/project/data" -- "$PROBE" read "$WORK/project/data/key"
profile <<T
extends = ["base"]
[[filesystem.file]]
path = "/tmp/copy"
source = "$WORK/project/data/key"
T
echo 'A file there that is copied:'
launches mine '' -- "$PROBE" read /tmp/copy
PROFILE=base
stop_swapping out

ln -s elsewhere project/in
swapping in
echo 'A target there, exchanged for a link to the inside:'
launches covered '0 elsewhere' --ro "$WORK/cover:$WORK/project/data" -- "$PROBE" read "$WORK/project/data/key"
stop_swapping in

same secret "$(<secrets/key)" 'what the links lead to is as it was'
same key "$(ls -A secrets)" '    and nothing was made there'
