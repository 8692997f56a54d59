#!/usr/bin/env bash
# promise: a link, FIFO or socket that an earlier run left in a writable directory redirects neither a source nor a target
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/real secrets
echo secret >secrets/key
echo mine >project/real/file
ln -s "$WORK/secrets" project/evil
ln -s "$WORK/secrets/key" project/evil-file
ln -s real project/inner
ln -s "$WORK/project/evil" outer
rw=(--rw "$WORK/project")

refused_with ENOENT 'inside, the link leads nowhere' ask "${rw[@]}" -- read "$WORK/project/evil/key"

# As a source.
complains '*leads through the link*project/evil*' 'a source that has become a link is refused' \
  ask "${rw[@]}" --ro "$WORK/project/evil" -- cwd
complains '*leads through the link*' '    also below the link' ask "${rw[@]}" --ro "$WORK/project/evil/key:/tmp/key" -- cwd
complains '*leads through the link*' '    also as a file' ask "${rw[@]}" --ro "$WORK/project/evil-file:/tmp/key" -- cwd
complains '*leads through the link*' '    also when it stays in the directory' ask "${rw[@]}" --rw "$WORK/project/inner:/tmp/x" -- cwd
complains '*leads through the link*' '    also when a link of the user leads there' ask "${rw[@]}" --ro "$WORK/outer:/tmp/x" -- cwd
complains '*leads through the link*' '    also with "?"' ask "${rw[@]}" --ro "$WORK/project/evil:/tmp/x?" -- cwd
profile <<T
extends = ["base"]
filesystem.rw = ["$WORK/project"]
[[filesystem.file]]
path = "/tmp/copy"
source = "$WORK/project/evil-file"
T
complains '*leads through the link*' '    also as a file to copy' ask -- read /tmp/copy
PROFILE=base
says mine 'a real directory there can be a source' ask "${rw[@]}" --ro "$WORK/project/real:/tmp/x" -- read /tmp/x/file
says secret 'a link that the sandbox cannot write is followed' ask --ro "$WORK/project/evil:/tmp/x" -- read /tmp/x/key

# As a target.
complains '*symbolic link*' 'a target that has become a link is refused' \
  ask "${rw[@]}" --ro "/usr/share:$WORK/project/evil" -- cwd
complains '*symbolic link*' '    also on the way' ask "${rw[@]}" --ro "/usr/share:$WORK/project/evil/key" -- cwd
complains '*symbolic link*' '    also for a private directory' ask "${rw[@]}" --tmpfs "$WORK/project/evil" -- cwd
complains '*symbolic link*' '    also for what is to be hidden' ask "${rw[@]}" --hide "$WORK/project/evil" -- cwd
same secret "$(<secrets/key)" 'what the links lead to is as it was'

# Other things that can stand in the way.
mkfifo project/fifo
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind("project/socket")'
for thing in fifo socket; do
  profile <<T
extends = ["base"]
filesystem.rw = ["$WORK/project"]
[[filesystem.file]]
path = "/tmp/copy"
source = "$WORK/project/$thing"
T
  complains '*cannot copy*' "a $thing is not copied, and nobody waits for it" timeout 10 "$SANDBOX" -p "$PROFILE" -- true
  PROFILE=base
  complains '*directory*' "    nor mounted upon as if it were a directory" timeout 10 "$SANDBOX" -p base "${rw[@]}" --tmpfs "$WORK/project/$thing" -- true
  says "$thing" '    while it can be shown as what it is' ask --ro "$WORK/project/$thing:/tmp/thing" -- kind /tmp/thing
done

# The name of the profile's own things below a writable home.
mkdir -p "$HOME/data" && ln -s "$WORK/secrets" "$HOME/data/.config"
complains '*' 'a link in a writable home is no way either' \
  ask --rw "$HOME/data" --ro "$HOME/data/.config:/tmp/x" -- cwd
