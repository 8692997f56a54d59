#!/usr/bin/env bash
# promise: control characters in names never reach the terminal by way of the launcher's own messages
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# The last two are control characters of Unicode: the start of a sequence, and one that turns the text around.
escape=$'\e]0;title\a\e[31m\xc2\x9b31m\xe2\x80\xae'
# quiet SENTENCE CMD…: it fails with a message, and the message has no control characters but the ends of its lines.
quiet() {
  local good=no
  capture "${@:2}"
  ((status >= 125)) && [[ -n $err ]] && ! LC_ALL=C grep -qP '[\x01-\x09\x0b-\x1f\x7f]|\xc2\x9b|\xe2\x80\xae' <<<"$err" && good=yes
  err=$(cat -v <<<"$err")
  verdict $good "$1" 'a message without control characters' "${@:2}"
}
quiet 'a path that is not there' box --ro "/no/$escape" -- true
quiet 'a command that is not there' box -- "no-$escape"
quiet 'a command with a path' box -- "/no/$escape"
quiet 'a profile that is not there' "$SANDBOX" -p "/no/$escape.toml" -- true
quiet 'the name of a profile' "$SANDBOX" -p "$escape" -- true
quiet 'an option' "$SANDBOX" "--$escape" -- true
quiet 'a key' box --set "$escape=1" -- true
quiet 'a value' box --set "network.mode=$escape" -- true
quiet 'a variable' box --env "=$escape" -- true
quiet 'a line break' box --ro $'/no/new\nsandbox: all is well' -- true
lacks $'*\nsandbox: all is well*' '    which does not begin a line of its own' sh -c 'echo "$0"' "$err"
profile <<T
extends = ["base"]
"key\\u001b[31m" = 1
T
quiet 'a key in a file' ask -- cwd
profile <<T
name = "\\u001b[31mred"
extends = ["base"]
filesystem.ro = ["/no/\\u001b[31m\\u0007"]
T
quiet 'a path in a file' ask -- cwd
mkdir $'dir\e[31m' && cd $'dir\e[31m' || exit
lacks $'*\e*' 'the explanation of a plan' "$SANDBOX" -p script --explain --env "X=$escape" -- echo "$escape"
