#!/usr/bin/env bash
# promise: without -p the profile is picked by the command's name, and a line on a terminal says which and what it allows
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git bin && cd project || exit
printf '#!/bin/sh\necho "$SANDBOX_NAME"\n' | tee x.sh other >configure
chmod +x x.sh other configure
printf 'all:\n\t@echo "$$SANDBOX_NAME"; touch made\n' >Makefile

says script 'a script is run with the profile for scripts' "$SANDBOX" ./x.sh
says build 'configure with that for builds' "$SANDBOX" ./configure
says build 'make, too' "$SANDBOX" make
verdict "$([[ -z $err ]] && echo yes)" '    and nothing is said where nobody watches' 'nothing on stderr'
works '    and the project can be changed' test -e made
says default 'anything else with the default' "$SANDBOX" ./other
refused_with 'EROFS' '    with which this directory cannot be changed' "$SANDBOX" --ro "$PROBE" -- "$PROBE" create "$PWD/new"
works '    but read' "$SANDBOX" cat Makefile

mkdir -p "$HOME/.config/sandbox/profiles"
printf 'version = 1\nextends = ["base"]\nfilesystem.ro = ["${PWD}"]\nmatch.command = ["oth*"]\n' >"$HOME/.config/sandbox/profiles/mine.toml"
says mine 'a profile of one'"'"'s own is picked by its [match]' "$SANDBOX" ./other
printf 'version = 1\nextends = ["base"]\nfilesystem.ro = ["${PWD}"]\n[match]\ncommand = ["make"]\npath_beneath = ["%s"]\n' "$PWD" \
  >"$HOME/.config/sandbox/profiles/here.toml"
says here 'and by the directory' sh -c '"$0" make -s || test $? = 2' "$SANDBOX"

terminal() { script -qec "$*" /dev/null </dev/null | tr -d '\r'; }
line="sandbox: profile build (for ./configure): may change $PWD; no network; -p names another, -q silences this"
matches "$line*build" 'a line on a terminal says which' terminal "$SANDBOX" ./configure
says build '    and not a second time' terminal "$SANDBOX" ./configure
export XDG_STATE_HOME=$WORK/state
says build '    nor with -q' terminal "$SANDBOX" -q ./configure
says build '    nor with -p' terminal "$SANDBOX" -p build ./configure
same '' "$(find "$XDG_STATE_HOME" 2>/dev/null)" '    for which nothing is remembered'
