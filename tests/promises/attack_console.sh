#!/usr/bin/env bash
# promise: there is no /dev/console, by which the caller's terminal could be opened anew or exchanged (CVE-2025-52565)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

# Its standard descriptors are not the terminal: what is shown was written by way of the device.
attack='exec >/dev/null 2>&1 </dev/null; echo through the console >/dev/console'
works 'careless: the device is the terminal of the caller' at_terminal 'see:through the console' 'end:0' -- \
  bwrap --ro-bind / / --dev /dev --new-session sh -c "$attack"
works 'by default there is none' at_terminal 'count:0:through the console' 'end:2' -- "$SANDBOX" -p base sh -c "$attack"
refused_with ENOENT '    not even a name' ask -- kind /dev/console
refused_with EROFS '    nor can one be made' ask -- symlink /proc/self/fd/0 /dev/console
mkdir project && ln -s "$WORK/target" project/console
complains '*sandbox'"'"'s own*' 'a project brings none along' ask --rw "$WORK/project" --ro "$WORK/project:/dev" -- cwd
