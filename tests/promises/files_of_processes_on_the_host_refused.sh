#!/usr/bin/env bash
# promise: the root and the process table of the host can never be shown, by whatever path; a private /proc is there
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

ln -s / to-root
ln -s /proc/self to-process
for how in --ro --rw; do
  complains '*' "$how: the root cannot be shown" ask "$how" /:/host -- cwd
  complains '*' '    by a link neither' ask "$how" "$WORK/to-root:/host" -- cwd
  complains '*' '    nor by ".."' ask "$how" "$WORK/../../../../../../..:/host" -- cwd
  for path in /proc /proc/1 /proc/self/root /proc/sys /proc/self/task; do
    complains '*' "    $path cannot be shown" ask "$how" "$path:/host" -- cwd
  done
  complains '*' '    nor a link to there' ask "$how" "$WORK/to-process:/host" -- cwd
done
complains '*sandbox'"'"'s own*' 'nothing can stand at /' ask --tmpfs / -- cwd
complains '*sandbox'"'"'s own*' '    nor at /proc' ask --tmpfs /proc -- cwd
complains '*sandbox'"'"'s own*' '    nor below it' ask --ro /usr:/proc/sys -- cwd
complains '*sandbox'"'"'s own*' '    nor at /dev/pts' ask --ro /usr:/dev/pts -- cwd
complains '*' 'no target climbs' ask --ro /usr:/tmp/../proc -- cwd
says $'1\n2' 'the /proc inside has the processes inside' ask -- processes
