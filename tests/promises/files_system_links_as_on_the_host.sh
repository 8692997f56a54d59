#!/usr/bin/env bash
# promise: /bin, /lib and the other top directories are links or directories as on the host, and programs run from either
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for name in /bin /sbin /lib /lib32 /lib64 /libx32; do
  if [[ -L $name ]]; then says "$(readlink "$name")" "$name is the link that it is outside" ask -- readlink "$name"
  elif [[ -d $name ]]; then says directory "$name is a directory, as outside" ask -- kind "$name"
  else refused_with ENOENT "$name does not exist, as outside" ask -- kind "$name"; fi
done
says ran 'a program runs from /bin' box -- /bin/sh -c 'echo ran'
says ran '    and from /usr/bin' box -- /usr/bin/sh -c 'echo ran'
printf '#!/bin/sh\necho mine\n' >tool && chmod +x tool
says mine 'what is wanted at a path through such a link is there' box --ro "$WORK/tool:/bin/false" -- /bin/false
says mine '    by its other path as well' box --ro "$WORK/tool:/bin/false" -- /usr/bin/false
same "$(ls -A /usr/bin)" "$(box -- ls -A /usr/bin)" 'all programs of the host are there'
for file in /etc/os-release /etc/localtime; do
  [[ ! -e $file ]] || same "$(cksum <"$file")" "$(box -- cat "$file" | cksum)" "$file has what it has outside"
done
