#!/usr/bin/env bash
# promise: a name that a project chose does not control the terminal by way of a message about it (CVE-2023-28101)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

# Moves the cursor up and writes over the line before.
name=$'\e[1Aall is well\e[K'
says_raw() { [[ $1 == *$'\e'* ]]; }
capture careless --ro-bind "/no/$name" /x -- true
works 'careless: the message controls the terminal' says_raw "$err"
complains '*x1b*all is well*' 'by default it names the path' box --ro "/no/$name" -- true
refused '    and controls nothing' says_raw "$err"
mkdir project && ln -s "$WORK/secrets" "project/$name"
complains '*all is well*' 'also the name of a planted link' box --rw "$WORK/project" --ro "$WORK/project/$name" -- true
refused '    controls nothing' says_raw "$err"
