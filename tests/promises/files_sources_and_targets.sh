#!/usr/bin/env bash
# promise: a file or directory can be shown alone, at its own path or another, and "?" is for what need not exist
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p tree/directory
echo one >tree/file && echo two >tree/other && echo deep >tree/directory/file
says one 'a file is shown' ask --ro "$WORK/tree/file" -- read "$WORK/tree/file"
says file '    without its neighbours' ask --ro "$WORK/tree/file" -- readdir "$WORK/tree"
refused_with EROFS '    read-only' ask --ro "$WORK/tree/file" -- open-write "$WORK/tree/file"
refused_with 'EBUSY|EROFS' '    and cannot be replaced' ask --ro "$WORK/tree/file" -- unlink "$WORK/tree/file"
refused_with 'EROFS|EPERM' '    nor its mode changed' ask --ro "$WORK/tree/file" -- chmod 0777 "$WORK/tree/file"
works 'a writable file can be written' ask --rw "$WORK/tree/file:/tmp/mine" -- write /tmp/mine new
same new "$(<tree/file)" '    on the host'
refused_with EBUSY '    and not be replaced' ask --rw "$WORK/tree/file:/tmp/mine" -- unlink /tmp/mine

says deep 'a directory can stand at another path' ask --ro "$WORK/tree/directory:/srv/data" -- read /srv/data/file
refused_with ENOENT '    and is not at its own' ask --ro "$WORK/tree/directory:/srv/data" -- kind "$WORK/tree"
says deep 'the same one may stand at two places' \
  ask --ro "$WORK/tree/directory:/srv/a" --rw "$WORK/tree/directory:/srv/b" -- read /srv/a/file
refused_with EROFS '    closed at one' ask --ro "$WORK/tree/directory:/srv/a" --rw "$WORK/tree/directory:/srv/b" -- open-write /srv/a/file
works '    and open at the other' ask --ro "$WORK/tree/directory:/srv/a" --rw "$WORK/tree/directory:/srv/b" -- open-write /srv/b/file
cd tree || exit
says deep 'a relative path on the command line is one from here' ask --ro directory -- read "$WORK/tree/directory/file"
says deep '    also with ".."' ask --ro ../tree/directory -- read "$WORK/tree/directory/file"

works '"?" leaves out what is not there' ask --ro "$WORK/none?" -- cwd
says two '    and shows what is' ask --ro "$WORK/tree/other?" -- read "$WORK/tree/other"
complains '*cannot show*none*does not exist*' 'without it, what is not there is an error' ask --ro "$WORK/none" -- cwd
complains '*cannot show*'"$WORK/none"' does not exist*' '    which names the part that is missing' ask --ro "$WORK/none/a/b" -- cwd
chmod 000 directory
if [[ $WHO == user ]]; then
  complains '*permission denied*' '"?" is not for what may not be seen' ask --ro "$WORK/tree/directory/file?" -- cwd
fi
chmod 755 directory
