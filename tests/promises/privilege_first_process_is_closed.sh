#!/usr/bin/env bash
# promise: the first process inside shows nothing of the launcher: no environment, memory, descriptor, directory or program
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

export PROMISED_SECRET=open-sesame
works 'a process inside sees its own environment' ask -- open-read /proc/self/environ
# Root of the host may open some of them; what counts is that nothing can be read.
for file in environ mem maps auxv io syscall stack; do
  refused_with 'EACCES|EPERM' "/proc/1/$file cannot be read" ask -- read "/proc/1/$file"
done
for link in exe cwd root ns/mnt; do
  refused_with 'EACCES|EPERM' "/proc/1/$link cannot be read" ask -- readlink "/proc/1/$link"
  refused_with 'EACCES|EPERM' '    nor opened' ask -- open-read "/proc/1/$link"
done
# Root of the host may list them.
says '' 'none of its descriptors can be opened' box -- sh -c 'for fd in 0 1 2 3 4 5 6 7 8 9; do
  "$0" open-read /proc/1/fd/$fd; "$0" open-write /proc/1/fd/$fd; done | grep ok || :' "$PROBE"
refused_with 'EACCES|EPERM' 'its memory cannot be written' ask -- open-write /proc/1/mem
refused_with EPERM 'it cannot be traced' ask -- trace 1

# The options of the launcher say what the profile shows, and hold what --env sets.
options_of_first() { "$SANDBOX" -p base --ro "$WORK" --env TOLD=open-sesame --set process.umask=027 -- sh -c 'tr "\0" "\n" </proc/1/cmdline; cat /proc/1/comm'; }
lacks '*open-sesame*' 'its arguments do not have the options of the launcher' options_of_first
lacks '*process.umask*' '    none of them' options_of_first
lacks "*$WORK*" '    nor paths' options_of_first
works 'a signal from inside does not end it' box --set 'landlock.scope=[]' -- sh -c 'kill -KILL 1; kill -TERM 1; sleep 0.1; kill -0 1'
