#!/usr/bin/env bash
# promise: of the caller's descriptors only 0, 1, 2 and those that the profile names reach the command, and never a directory
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

echo secret >marker
echo passed >passed
exec 5<passed 7<marker 9</ 63<"$WORK" 200>leak
matches $'0\n1\n2*5\n7\n9*63\n*200*' 'outside all of them are open' "$PROBE" descriptors
says $'0\n1\n2' 'inside only the first three are' ask -- descriptors
refused 'a directory that was open leads nowhere' ask -- escape "$WORK/marker"
refused_with EBADF '    by its number neither' ask -- read-descriptor 9

says $'0\n1\n2\n5' 'a descriptor that the profile names is passed' ask --set 'process.pass_fds=[5]' -- descriptors
says passed '    with what is in it' ask --set 'process.pass_fds=[5]' -- read-descriptor 5
says $'0\n1\n2\n5\n200' '    several, too' ask --set 'process.pass_fds=[200, 5]' -- descriptors
complains '*descriptor 9 is a directory*' 'a directory is never passed' ask --set 'process.pass_fds=[9]' -- descriptors
complains '*descriptor 77 is not open*' 'what is not open is an error' ask --set 'process.pass_fds=[77]' -- descriptors

from_directory() { ask -- descriptors </; }
complains '*descriptor 0 is a directory*' 'a directory as standard input is refused' from_directory
onto_path() { python3 -c 'import os, sys; os.dup2(os.open("/", os.O_PATH), int(sys.argv[1])); os.execv(sys.argv[2], sys.argv[2:])' "$@"; }
complains '*descriptor 0 is a directory*' '    also one that is open as a mere path' onto_path 0 "$SANDBOX" -p base -- true
exec 5<&- 7<&- 9<&- 63<&- 200>&-
says $'0\n1\n2' 'a caller without more descriptors sees the same' ask -- descriptors
