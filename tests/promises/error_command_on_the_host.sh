#!/usr/bin/env bash
# promise: a command that the host has and the profile does not show is told from one that nobody has
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# tells PATTERN SENTENCE CMD…: 127 and a message like that.
tells() {
  local good=no
  capture "${@:3}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == 127)) && [[ $err == $1 ]] && good=yes
  verdict $good "$2" "exit status 127 and a message like $1" "${@:3}"
}

mkdir tools && printf '#!/bin/sh\necho ran\n' >tools/host-tool && chmod +x tools/host-tool
tool=$WORK/tools/host-tool
tells "*it exists on the host at $tool, which this profile does not show*--ro $tool*" 'by its path' box -- "$tool"
says ran 'and the advice helps' box --ro "$tool" -- "$tool"
tells "*it exists on the host at $tool*" 'by its name' box --set "env.path=[\"$WORK/tools\", \"/usr/bin\"]" -- host-tool
tells '*no such command*' 'a name that nobody has' box -- no-such-tool
[[ $err != *'on the host'* ]] && good=yes || good=no
verdict "$good" '    is not said to exist' 'no word of the host'
printf '#!%s\necho ran\n' "$WORK/tools/interpreter" >tools/needs && chmod +x tools/needs && cp "$PROBE" tools/interpreter
tells "*interpreter*$WORK/tools/interpreter*" 'a script whose interpreter is not shown says which' \
  box --ro "$WORK/tools/needs" -- "$WORK/tools/needs"
