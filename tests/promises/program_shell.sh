#!/usr/bin/env bash
# promise: the profile for a shell shows the current directory read-only, wherever it lies, and keeps what the shell keeps, in a home of its own
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p "$HOME/project" && cd "$HOME/project" || exit
echo text >file && echo secret >.env && echo mine | tee "$HOME/.bashrc" >"$HOME/secret"
typed() { printf '%s\n' "$1" | "$SANDBOX" -p shell "${@:2}"; }
inside() { "$SANDBOX" -p shell --ro "$PROBE" -- "$PROBE" "$@"; }

says text 'without a command there is a shell, in a directory of the home' typed 'cat file'
says "$PWD" '    at its own path' inside cwd
refused_with EROFS 'which it cannot change' inside create "$PWD/new"
refused_with EACCES '    and whose secrets it cannot read' inside read "$PWD/.env"
refused_with ENOENT 'the rest of the home is not there' inside read "$HOME/secret"
works 'what it keeps' typed 'echo kept >~/.bash_history; echo "alias l=ls" >~/.bashrc'
says kept '    is there the next time' typed 'cat ~/.bash_history'
says kept '    in another directory, too' sh -c 'cd /usr && echo "cat ~/.bash_history" | "$0" -p shell' "$SANDBOX"
same mine "$(<"$HOME/.bashrc")" '    and is not in the home of the caller'
refused_with ENETUNREACH 'there is no network' inside connect-tcp 192.0.2.1 80
works 'at a terminal it prompts' at_terminal 'see:prompt> ' 'type:echo $((6 * 7))\r' see:42 'type:exit 5\r' end:5 -- \
  "$SANDBOX" -p shell --env 'PS1=prompt> ' bash --norc --noprofile -i
