#!/usr/bin/env bash
# promise: paths with spaces, newlines, quotes, bytes that are no UTF-8, and of 200 levels can be shown, and protected, like any other
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

names=('a b' ' leading' 'trailing ' $'new\nline' $'tab\ttab' "quo'te" 'quo"te' 'back\slash' '\040' '*' '[a-z]' '$HOME' '~' '-p'
  'per%cent' '#hash' 'ünïcode' $'bell\a' $'\xff\xfe' '..x' '...')
for name in "${names[@]}"; do
  mkdir "./$name" && printf %s "$name" >"./$name/file"
  path=$WORK/$name
  # In a path on the command line a dollar begins a variable, and two are one.
  written=${path//'$'/'$$'}
  capture ask --ro "$written" -- read "$path/file"
  same "0 $name" "$status $out" "$(printf '%q is shown' "$name")"
  capture ask --rw "$written:/tmp/${name//'$'/'$$'}" -- write "/tmp/$name/new" text
  same '0 text' "$status $(cat "./$name/new" 2>&1)" '    and can be written at another place'
done

mkdir 'with:colon' 'with?' && echo colon >with:colon/file && echo question >'with?/file'
profile <<T
extends = ["base"]
[[filesystem.mount]]
source = "$WORK/with:colon"
[[filesystem.mount]]
source = "$WORK/with?"
T
says colon 'a ":" needs the long form' ask -- read "$WORK/with:colon/file"
says question '    so does a "?" at the end' ask -- read "$WORK/with?/file"
profile <<T
extends = ["base"]
filesystem.ro = ["$WORK/new\\nline"]
T
says $'new\nline' 'a profile spells a newline as TOML does' ask -- read "$WORK/"$'new\nline/file'
PROFILE=base

deep=$WORK/deep
for ((level = 0; level < 200; level++)); do deep+=/level$level; done
mkdir -p "$deep" && echo bottom >"$deep/file"
says bottom 'a path of 200 levels is shown' ask --ro "$deep" -- read "$deep/file"
refused_with EROFS '    or protected in a writable tree' ask --rw "$WORK/deep" --protect "$deep" -- open-write "$deep/file"
says bottom '    also as a mere file' ask --ro "$deep/file" -- read "$deep/file"
says bottom '    also somewhere else' ask --ro "$deep:/tmp/short" -- read /tmp/short/file
works '    and a target may be as deep' ask --rw "$WORK/deep:/tmp/$deep" -- kind "/tmp/$deep"
longest=$(printf 'n%.0s' {1..255})
mkdir "$longest" && echo long >"$longest/file"
says long 'a name of 255 bytes is shown' ask --ro "$WORK/$longest" -- read "$WORK/$longest/file"
rm -rf "$WORK/deep"

long=$(printf 'n%.0s' {1..255})
mkdir -p "long/$long/$long" && echo end >"long/$long/$long/file"
refused_with EROFS 'names of 255 bytes are protected' ask --rw "$WORK/long" --protect "$WORK/long/$long/$long" -- open-write "$WORK/long/$long/$long/file"
refused_with EBUSY '    and stay where they are' ask --rw "$WORK/long" --protect "$WORK/long/$long/$long" -- rename "$WORK/long/$long" "$WORK/long/other"
complains '*file name too long*' 'longer ones are an error' ask --rw "$WORK/long" --protect "$WORK/long/n$long?" -- cwd
