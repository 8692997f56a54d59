#!/usr/bin/env bash
# promise: the first process gives away no variable that was not to be passed, and cannot be traced or written into
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

export ATTACKED_SECRET=open-sesame
secret_of_first='tr "\0" "\n" </proc/1/environ | grep ATTACKED'
says ATTACKED_SECRET=open-sesame 'careless: what was not passed is read of the first process' careless --unshare-pid --clearenv -- /usr/bin/sh -c "$secret_of_first"
works '    which can be traced' careless --unshare-pid -- "$PROBE" trace 1
works '    and written into' careless --unshare-pid -- "$PROBE" open-write /proc/1/mem
says /usr/bin/bwrap '    and shows its program' careless --unshare-pid -- "$PROBE" readlink /proc/1/exe

lacks '*open-sesame*' 'by default its environment is closed' box -- sh -c "$secret_of_first 2>/dev/null; echo nothing"
refused_with 'EACCES|EPERM' '    to every reader' ask -- read /proc/1/environ
refused_with EPERM '    it cannot be traced' ask -- trace 1
refused_with 'EACCES|EPERM' '    nor written into' ask -- open-write /proc/1/mem
refused_with 'EACCES|EPERM' '    nor shows its program' ask -- readlink /proc/1/exe
refused_with ENOENT 'the command does not have the variable' ask -- variable ATTACKED_SECRET
says open-sesame '    unless it is passed by its name' ask --env ATTACKED_SECRET -- variable ATTACKED_SECRET
