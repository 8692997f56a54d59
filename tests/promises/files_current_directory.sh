#!/usr/bin/env bash
# promise: the command starts where the caller is if that is shown, else in its home; never outside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/deep gone
cd project/deep || exit
says "$WORK/project/deep" 'where it is shown, the command starts in the current directory' ask --ro "$WORK/project" -- cwd
says "$HOME" 'where it is not, in the home' ask -- cwd
says /tmp 'a profile can say where' ask --set process.cwd=/tmp -- cwd
complains '*cannot start in /no/such*' 'a directory that is not there is an error' ask --set process.cwd=/no/such -- cwd
says "$WORK/project" '".." is followed inside' box --ro "$WORK/project" -- sh -c 'cd .. && "$0" cwd' "$PROBE"
says / '    and ends at the root of the sandbox' box --ro "$WORK/project" -- \
  sh -c 'cd ../../../../../../../../../../.. && "$0" cwd' "$PROBE"
lacks '*unreachable*' 'the kernel knows a path for it' ask --ro "$WORK/project" -- cwd

ln -s project "$WORK/link"
cd "$WORK/link/deep" || exit
says "$WORK/project/deep" 'a path with a link in it is taken as what it leads to' ask --ro "$WORK/project" -- cwd
cd "$WORK/gone" && rmdir "$WORK/gone"
says "$HOME" 'a current directory that has been removed is nothing to start in' ask -- cwd
complains '*current directory does not exist*' '    and nothing that a profile can show' \
  "$SANDBOX" -p script -- true
