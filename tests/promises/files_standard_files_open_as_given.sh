#!/usr/bin/env bash
# promise: /dev/stdin, /dev/stdout and /dev/stderr open what the caller gave, in the direction in which he gave it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

echo given >input
: >output
from_input() { "$@" <input; }
to_output() { "$@" >output && cat output; }
errors_to_output() { "$@" 2>output && cat output; }
through_pipes() { printf 'given\n' | "$@" | cat; }
says given 'a file as standard input' from_input box -- sh -c 'cat </dev/stdin'
says told 'a file as standard output' to_output box -- sh -c 'echo told >/dev/stdout'
says told 'a file as standard error' errors_to_output box -- sh -c 'echo told >/dev/stderr'
says given 'pipes as both' through_pipes box -- sh -c 'cat </dev/stdin >/dev/stdout'
says told 'a process substitution' box -- bash -c 'cat <(echo told)'
passed() { "$@" 5<input; }
says given 'a file that the profile passes on' passed box --set 'process.pass_fds=[5]' -- cat /dev/fd/5

if ! landlock_version_at_least 2; then
  echo 'note: the other direction is open here, without Landlock'
  exit
fi
refused_with EACCES 'a file that was given for reading cannot be opened for writing' from_input ask -- open-write /proc/self/fd/0
works '    by the mounts alone it can' from_input ask --set landlock.enable=false -- open-write /proc/self/fd/0
refused_with EACCES '    nor can one that the profile passes on' passed ask --set 'process.pass_fds=[5]' -- open-write /proc/self/fd/5
reading_output() { "$@" >/dev/null 2>>output; }
works 'one that was given for writing cannot be opened for reading' reading_output box -- sh -c '! cat </proc/self/fd/2'
same given "$(<input)" 'the input is as it was'
