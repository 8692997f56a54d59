#!/usr/bin/env bash
# promise: a command that is not found gives 127, one that cannot be executed 126, with a reason on stderr
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# tells STATUS PATTERN SENTENCE CMD…: that status, nothing on stdout, and a message of the launcher like the pattern.
tells() {
  local good=no
  capture "${@:4}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == $1)) && [[ -z $out && $err == $2 ]] && good=yes
  verdict $good "$3" "exit status $1, nothing on stdout, a message like $2" "${@:4}"
}

mkdir tools
printf '#!/bin/sh\necho ran\n' >tools/plain
printf '#!/bin/sh\necho ran\n' >tools/runs && chmod +x tools/runs
printf '#!/no/such/interpreter\n' >tools/homeless && chmod +x tools/homeless
here=(--ro "$WORK/tools")

says ran 'a script that may be executed runs' box "${here[@]}" -- "$WORK/tools/runs"
tells 127 'sandbox: cannot execute no-such-command-here: *' 'a name that no directory of PATH has gives 127' \
  box -- no-such-command-here
tells 127 'sandbox: cannot execute /usr/bin/no-such-file: no such file*' 'a path that is not there gives 127' \
  box -- /usr/bin/no-such-file
tells 127 'sandbox: cannot execute *hint*/no/such/interpreter*' 'a script whose interpreter is missing gives 127 and names it' \
  box "${here[@]}" -- "$WORK/tools/homeless"
tells 126 'sandbox: cannot execute *plain: permission denied*hint*chmod*' 'a file without the right to be executed gives 126' \
  box "${here[@]}" -- "$WORK/tools/plain"
tells 126 'sandbox: cannot execute *tools: *' 'a directory gives 126' box "${here[@]}" -- "$WORK/tools"
tells 127 'sandbox: *' 'an empty name gives 127' box -- ''

exits 127 'a status of 127 that the command chose is 127 too' ask -- end-with 127
same '' "$err" '    but is not commented'
