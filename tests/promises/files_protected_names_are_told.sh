#!/usr/bin/env bash
# promise: a protected name that did not exist is told of when the command has made it, and only then; the status stays the command's
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git && cd project || exit
run() { box --rw "$PWD" --protect "$PWD/.envrc?" --protect "$PWD/.git/hooks?" -- "$@"; }
tells() { # STATUS PATTERN SENTENCE CMD…
  local good=no
  capture "${@:4}"
  # shellcheck disable=SC2053  # a pattern is meant
  ((status == $1)) && [[ $err == $2 ]] && good=yes
  verdict $good "$3" "status $1 and on stderr a text like $2" "${@:4}"
}
tells 0 '' 'nothing is said where nothing new is' run true
tells 7 "sandbox: the command made $PWD/.envrc, which --protect protects: look at it before you use it" 'a new file is told of, and the status is the command'"'"'s' run sh -c ': >.envrc; exit 7'
tells 0 '' '    and is protected from then on' run true
refused '    so that it cannot be written' run sh -c 'echo x >.envrc || exit 1'
rm .envrc
tells 0 "*$PWD/.envrc*" 'a link is new, wherever it leads' run ln -s /nowhere .envrc
rm .envrc
tells 0 "*$PWD/.git/hooks*" 'so is a directory' run mkdir .git/hooks
rmdir .git/hooks
tells 0 "*$PWD/.git/hooks*" 'and what another directory brings along' run sh -c 'mkdir -p new/hooks; mv .git old; mv new .git'
rm -r .git old && mkdir .git
[[ $WHO == root ]] || tells 0 "*$PWD/.git/hooks*" 'or what cannot be looked at' run sh -c 'mkdir .git/hooks; chmod 0 .git'
chmod 0755 .git && rm -rf .git/hooks
tells 143 "*$PWD/.envrc*" 'also when a signal ends the command' run sh -c ': >.envrc; kill -TERM $$'
rm .envrc
quiet() { run sh -c ': >.envrc; exit 7' 2>&1 >/dev/null | true; return "${PIPESTATUS[0]}"; }
exits 7 'nobody need listen' quiet
rm .envrc
explained() { "$SANDBOX" -p base --rw "$PWD" --protect "$PWD/.envrc?" --explain true; }
matches "*afterwards, tell of a new $PWD/.envrc*" '--explain says what is looked for' explained
