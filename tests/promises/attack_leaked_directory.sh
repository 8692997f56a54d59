#!/usr/bin/env bash
# promise: a directory that the caller left open above descriptor 2 leads nowhere, not even as the directory to start in (CVE-2024-21626)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

echo secret >marker
exec 9</
by_descriptor=/proc/self/fd/9$WORK/marker
says secret 'careless: the host is read by the descriptor' careless -- "$PROBE" read "$by_descriptor"
says secret '    and from a current directory on the host' careless --chdir "/proc/self/fd/9$WORK" -- "$PROBE" read marker
matches '*/fd/9*' '    and climbing finds it' careless --unshare-pid -- "$PROBE" escape "$WORK/marker"

refused_with ENOENT 'by default there is no such descriptor' ask -- read "$by_descriptor"
for number in {3..20}; do
  complains '*cannot start in*' "    and none of number $number to start in" ask --set "process.cwd=/proc/self/fd/$number" -- cwd
done
complains '*cannot start in*' '    nor below one' ask --set "process.cwd=/proc/self/fd/9$WORK" -- read marker
ending_of() { "$@" 2>/dev/null; echo $?; }
# The same in the project's words: a link where the command is to start, or in the place of the command.
mkdir project && ln -s /proc/self/fd/9 project/out && cp "$PROBE" program
ln -s "/proc/self/fd/9$WORK/program" project/tool
complains '*cannot start in*' '    nor by a link of the project' ask --rw "$WORK/project" --set "process.cwd=$WORK/project/out" -- cwd
matches '12[67]' '    nor is it a way to a program' ending_of box --rw "$WORK/project" -- "$WORK/project/tool" cwd
says closed '    and climbing finds nothing' box -- sh -c '"$0" escape "$1" || :' "$PROBE" "$WORK/marker"
cd / || exit
says closed '    neither from the root of the host' box -- sh -c '"$0" escape "$1" || :' "$PROBE" "$WORK/marker"
