#!/usr/bin/env bash
# promise: also at a terminal, as pid 1, or with a home that is kept, no failure and no kill leaves anything, or lets a command run half confined
# limit: 240
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

terminal=(terminal)
disturbed 'at a terminal'
terminal=()

given=(--set process.init=false)
disturbed 'where the command is pid 1'

before=(/usr/bin/env "XDG_STATE_HOME=$WORK/own.{}")
given=(--set 'filesystem.home="persistent"' --set "filesystem.create=[\"$WORK/own.{}/made\"]")
disturbed 'with a home that is kept, and directories that are made'
