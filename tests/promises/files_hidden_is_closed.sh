#!/usr/bin/env bash
# promise: what is hidden exists, but cannot be read, entered, uncovered or removed, not even by root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p tree/.git tree/open
echo secret >tree/.env
echo secret >tree/.git/config
echo plain >tree/open/file
says secret 'what is not hidden can be read' ask --ro "$WORK/tree" -- read "$WORK/tree/.env"
for how in --ro --rw; do
  hidden=("$how" "$WORK/tree" --hide "$WORK/tree/.env" --hide "$WORK/tree/.git")
  refused_with EACCES "$how: a hidden file cannot be read" ask "${hidden[@]}" -- read "$WORK/tree/.env"
  refused_with 'EACCES|EROFS' '    nor written' ask "${hidden[@]}" -- open-write "$WORK/tree/.env"
  refused_with EROFS '    nor opened up' ask "${hidden[@]}" -- chmod 0777 "$WORK/tree/.env"
  refused_with 'EBUSY|EROFS' '    nor removed' ask "${hidden[@]}" -- unlink "$WORK/tree/.env"
  refused_with 'EBUSY|EROFS|EXDEV' '    nor renamed' ask "${hidden[@]}" -- rename "$WORK/tree/.env" "$WORK/tree/env"
  refused_with 'EXDEV|EROFS' '    nor linked' ask "${hidden[@]}" -- link "$WORK/tree/.env" "$WORK/tree/env"
  refused_with EPERM '    nor unmounted' ask "${hidden[@]}" -- umount "$WORK/tree/.env"
  refused_with EACCES 'a hidden directory cannot be listed' ask "${hidden[@]}" -- readdir "$WORK/tree/.git"
  refused_with EACCES '    nor can what is in it be read' ask "${hidden[@]}" -- read "$WORK/tree/.git/config"
  refused_with EPERM '    nor can it be unmounted' ask "${hidden[@]}" -- umount "$WORK/tree/.git"
  says 'directory' 'it is there' ask "${hidden[@]}" -- kind "$WORK/tree/.git"
  says plain 'what is beside it can be read' ask "${hidden[@]}" -- read "$WORK/tree/open/file"
done
profile <<'T'
extends = ["base"]
user.uid = 0
T
refused_with EACCES 'a command that is user 0 cannot read it either' ask "${hidden[@]}" -- read "$WORK/tree/.env"
PROFILE=base
works '"?" hides what need not exist' ask --rw "$WORK/tree" --hide "$WORK/tree/none?" -- cwd
complains '*cannot hide*does not exist*' 'without it, what does not exist is an error' ask --rw "$WORK/tree" --hide "$WORK/tree/none" -- cwd
same secret "$(cat tree/.env)" 'on the host everything is as it was'

mkdir .git
echo secret >.env
for name in build script; do
  refused_with EACCES "the profile \"$name\" hides the .env of a project" "$SANDBOX" -p "$name" --ro "$PROBE" -- "$PROBE" read "$WORK/.env"
done

# Named as it is on the host, it would be hidden nowhere.
complains "*hiding $WORK/tree/.env has no effect: it is shown at /work/.env*--hide*name the path*/work/.env*" \
  'what is shown at another path is not hidden by that of the host' ask --rw "$WORK/tree:/work" --hide "$WORK/tree/.env" -- read /work/.env
complains "*protecting $WORK/tree/.git has no effect: it can be changed at /work/.git*--protect*" '    nor protected' \
  ask --rw "$WORK/tree:/work" --protect "$WORK/tree/.git" -- cwd
refused_with EACCES '    but by the one inside' ask --rw "$WORK/tree:/work" --hide /work/.env -- read /work/.env
