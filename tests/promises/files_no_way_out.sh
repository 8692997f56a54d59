#!/usr/bin/env bash
# promise: no "..", no mount, no link in /proc and no current directory leads to anything that the profile does not show
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/deep/er
echo secret >marker
marker=$WORK/marker
matches '*/*' 'outside the file is found' "$PROBE" escape "$marker"
matches '*' 'inside it is found when it is shown' ask --ro "$marker" -- escape "$marker"

says closed 'inside it is not found otherwise' box -- sh -c '"$0" escape "$1" || :' "$PROBE" "$marker"
refused '    with a writable directory beside it' ask --rw "$WORK/project" -- escape "$marker"
refused '    with a target of its own' ask --rw "$WORK/project:/work" -- escape "$marker"
refused '    with a target at the top and files of the system' ask --rw "$WORK/project:/p" --ro "/usr/share:/p/deep" -- escape "$marker"
cd project/deep/er || exit
refused '    from a current directory that is shown' ask --rw "$WORK/project" -- escape "$marker"
refused '    from one that is not shown' ask -- escape "$marker"
cd "$WORK/project" || exit
refused '    in the profile "build"' "$SANDBOX" -p build --ro "$PROBE" -- "$PROBE" escape "$marker"
refused '    in the profile "script"' "$SANDBOX" -p script --ro "$PROBE" -- "$PROBE" escape "$marker"

for link in /proc/self/root /proc/self/cwd /proc/1/root /proc/1/cwd; do
  refused "$link/..$WORK leads nowhere" ask -- open-read "$link/../../../..$marker"
done
