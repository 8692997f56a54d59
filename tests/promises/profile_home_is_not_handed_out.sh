#!/usr/bin/env bash
# promise: a profile that opens the current directory or the project refuses to run in the home, above it, in /, or where programs keep their sockets
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

at() { (cd "$1" && shift && "$SANDBOX" "$@"); }
mkdir -p "$HOME/project/sub" "$HOME/project/.git" && ln -s "$HOME" way-home

works 'in a project of the home it runs' at "$HOME/project" -p build touch made
works '    and writes there' rm "$HOME/project/made"
works 'also from below: the project is what has .git' at "$HOME/project/sub" -p build touch ../made
works '    and writes there' rm "$HOME/project/made"
complains '*whole home*hint*' 'in the home itself it does not' at "$HOME" -p build touch made
complains '*whole home*' 'nor through a link to it' at way-home -p build touch made
complains '*home in it*' 'nor above' at "$HOME/.." -p build true
complains '*' 'nor in /' at / -p build true
complains '*whole home*' 'the default profile does not show it, either' at "$HOME" true
refused 'nothing has been written' test -e "$HOME/made"

mkdir "$HOME/.git"
complains '*whole home*' 'a home that is a repository is no project' at "$HOME" -p build touch made
mkdir "$HOME/elsewhere"
works 'from below it, only the current directory is opened' at "$HOME/elsewhere" -p build touch made
refused '    and nothing beside it' at "$HOME/elsewhere" -p build test -e ../project
# Where profiles are looked for must exist: only then can it be protected.
mkdir -p "$HOME/.config/sandbox/profiles" "$HOME/.local/state/sandbox"
works 'who insists names the path' at "$HOME" -p base --rw "$HOME" touch made
works '    and gets it' test -e "$HOME/made"
complains '*' 'a writable ${PWD} of one'"'"'s own profile is guarded as well' at "$HOME" -p base --set 'filesystem.rw=["${PWD}"]' true

# Sockets of other programs are ways out, read-only or not.
for place in /tmp /var/tmp /run; do complains "*is $place here, which is *hint*" "nor is $place shown to who starts there" at "$place" true; done
complains '*above /var/tmp, where other programs keep*' '    nor what is above it' at /var true
mkdir -p "$HOME/runtime/deep" && export XDG_RUNTIME_DIR=$HOME/runtime
complains '*is '"$HOME"'/runtime here*' '    nor the directory for sockets of one'"'"'s own' at "$HOME/runtime" -p build true
works '    while one below is a directory as any' at "$HOME/runtime/deep" true
works '    and what does not show the current directory starts there' at /tmp -p base true
