#!/usr/bin/env bash
# promise: no program is left in the project that gives its caller's rights to whoever runs it later, outside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

mkdir project
leave='cp /usr/bin/id "$0/program" && chmod u+s "$0/program"'
bits() { find project -perm /6000 -printf '%f\n'; }
works 'careless: a program gets the bit' careless --bind "$WORK/project" "$WORK/project" -- sh -c "$leave" "$WORK/project"
same program "$(bits)" '    and has it on the host'
rm -f project/program
refused 'by default it does not' box --rw "$WORK/project" -- sh -c "$leave" "$WORK/project"
same '' "$(bits)" '    and nothing on the host has it'
works 'it is copied without' test -x project/program
refused 'neither is it kept by copying with all modes' box --rw "$WORK/project" -- sh -c 'mkdir "$0/d" && chmod 2755 "$0/d"' "$WORK/project"
works 'a profile can allow it' box --rw "$WORK/project" --set 'seccomp.features=["set-id-files"]' -- chmod u+s "$WORK/project/program"
same program "$(bits)" '    and then the host has it'
