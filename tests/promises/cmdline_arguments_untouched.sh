#!/usr/bin/env bash
# promise: the command gets its arguments byte by byte as the caller gave them
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

words=('[a-z]' '[]' '[a, b]' '[' '' ' ' -- - -p --profile --rw=/ -h '"quoted"' "'single'" 'a\tb\\' $'new\nline' $'tab\t' '{a,b}' '$HOME'
  '~' '%s' '*' 'a=b' '=' ',' '@file' '#' $'\xff\xfe not UTF-8' $'\x01\x1b[31m' '日本語' '')
words+=("$(head -c 100000 /dev/zero | tr '\0' x)")

for separator in -- ''; do
  box ${separator:+"$separator"} "$PROBE" arguments "${words[@]}" >seen
  printf '%s\0' "${words[@]}" >meant
  works "all of them arrive ${separator:+behind }${separator:-without --}" cmp meant seen
done
for word in '[a-z]' '[]' '' -- $'new\nline' $'\xff'; do
  ask -- arguments "$word" >seen
  printf '%s\0' "$word" >meant
  works "${word@Q} alone" cmp meant seen
done
box -- "$PROBE" arguments >seen
works 'no argument stays none' test ! -s seen

# The values of the launcher's own options are as safe.
says '[a, b]' 'a variable may have brackets and commas in its value' box --env 'VALUE=[a, b]' -- "$PROBE" variable VALUE
says '' 'or be empty' box --env VALUE= -- "$PROBE" variable VALUE
says '$HOME ${PWD} ~ = x' 'or look like a variable itself' box --env 'VALUE=$HOME ${PWD} ~ = x' -- "$PROBE" variable VALUE
mkdir '[a-z]' 'with space' && echo found | tee '[a-z]/file' >'with space/file'
says found 'a path may have brackets' box --ro '[a-z]' -- cat "$WORK/[a-z]/file"
says found 'or blanks' box --ro 'with space' -- cat "$WORK/with space/file"
