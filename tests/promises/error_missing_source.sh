#!/usr/bin/env bash
# promise: a path that cannot be shown is an error that names the missing part, unless the profile says "if it exists"
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p there closed/inner && echo content >there/file
says content 'what exists is shown' box --ro there -- cat "$WORK/there/file"
complains "sandbox: cannot show $WORK/there/a/b/c: $WORK/there/a does not exist*wanted by*--ro*hint*?*" \
  'the first part that is missing is named' box --ro there/a/b/c -- true
complains "sandbox: cannot show $WORK/gone: it does not exist*" 'or the path itself' box --ro gone -- true
complains "*$WORK/there/file*not a directory*" 'a file in the middle is told from a missing part' box --ro there/file/x -- true
works 'with ? a missing path is left out' box --ro 'gone?' --ro 'there/a/b?' -- true
says content 'and one that exists is shown' box --ro 'there?' -- cat "$WORK/there/file"
ln -s gone dangling
complains '*gone*does not exist*' 'a link to nothing is followed to what is missing' box --ro dangling -- true
printf 'version = 1\nextends = ["base"]\n[filesystem]\nro = ["%s/gone"]\n' "$WORK" >wants.toml
complains '*wanted by *wants.toml:4*' 'the line of the profile is named' "$SANDBOX" -p wants.toml true
if [[ $WHO == user ]]; then
  chmod 000 closed
  complains '*closed*permission denied*namei -l*' 'a directory that the caller may not enter is another error' box --ro closed/inner -- true
  complains '*closed*permission denied*' 'which "if it exists" does not hide' box --ro 'closed/inner?' -- true
  chmod 700 closed
fi
