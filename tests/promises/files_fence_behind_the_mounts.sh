#!/usr/bin/env bash
# promise: what no mount stops, a second fence does: a directory of the host that somebody hands in leads nowhere
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
landlock_version_at_least 2 || skip "Landlock restricts no files here"

mkdir host host/below shown
echo secret >host/below/file
mkfifo shown/fifo
"$PROBE" hand-out "$WORK/shown/socket" "$WORK/host/below" &
server=$!
wait_for test -S shown/socket

# "extends" nothing: what is not said is "auto".
profile <<<'filesystem.system = "minimal"'
plain=$PROFILE
for PROFILE in base build script "$plain"; do
  inside=(ask --ro "$WORK/shown" --rw "$WORK/host/below:/writable")
  without=("${inside[@]}" --set landlock.enable=false)
  works "$(basename "$PROFILE" .toml): by the mounts alone, a directory that is handed in leads to the files in it" "${without[@]}" -- open-handed "$WORK/shown/socket" ../below/file
  works "    and out of it" "${without[@]}" -- open-handed "$WORK/shown/socket" ../../host
  refused_with EACCES 'by Landlock it does not lead out' "${inside[@]}" -- open-handed "$WORK/shown/socket" ../../host
  refused_with EACCES '    nor up to the root' "${inside[@]}" -- open-handed "$WORK/shown/socket" ../../../../../../../../etc
  works '    while the same directory, where it is shown, can be read and written' "${inside[@]}" -- create "/writable/new-$checks"
done

PROFILE=base
inside=(ask --ro "$WORK/shown")
refused_with EACCES 'a directory that is not shown is closed itself' "${inside[@]}" -- open-handed "$WORK/shown/socket" file
refused_with EACCES '    and nothing can be made in it' "${inside[@]}" -- create-handed "$WORK/shown/socket" planted
refused 'so that nothing is there' test -e host/below/planted
works 'by the mounts alone there is' "${inside[@]}" --set landlock.enable=false -- create-handed "$WORK/shown/socket" planted
refused_with EROFS 'a read-only tree answers as ever' "${inside[@]}" -- create "$WORK/shown/new"
refused_with EACCES 'a FIFO in one, which its mount would let be written, cannot' ask --ro "$WORK/shown:/shown" -- open-write /shown/fifo
read -r line <shown/fifo &
works '    while by the mounts alone it can' ask --ro "$WORK/shown:/shown" --set landlock.enable=false -- open-write /shown/fifo
kill "$server" "$!" 2>/dev/null
wait 2>/dev/null
