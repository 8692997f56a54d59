#!/usr/bin/env bash
# promise: /tmp, /var/tmp, /run and /dev/shm are private: what is in them outside is not inside, nor the other way round
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

name=promise-$WHO-$$
remove() {
  local ended_with=$?
  rm -f "/tmp/$name" "/var/tmp/$name" "/dev/shm/$name"
  return "$ended_with"
}
trap 'remove; conclude' EXIT
for directory in /tmp /var/tmp /dev/shm; do
  # On some machines not everybody may write there.
  [[ -w $directory ]] || continue
  echo outside >"$directory/$name"
  says outside "$directory: outside a file is there" "$PROBE" read "$directory/$name"
  refused_with ENOENT '    and inside it is not' ask -- kind "$directory/$name"
done

for directory in /tmp /var/tmp /run /dev/shm; do
  works "$directory can be written" ask -- write "$directory/$name-inside" text
  refused '    and afterwards nothing of it is outside' test -e "$directory/$name-inside"
done
says $'1777\n1777\n1777' 'the shared ones have the modes that programs expect' \
  box -- stat -c %a /tmp /var/tmp /dev/shm
refused_with ENOENT 'the runtime directory of the user is not there' ask -- kind "/run/user/$(id -u)"
entry=$(find /run -mindepth 1 -maxdepth 1 -print -quit)
[[ -z $entry ]] || refused_with ENOENT '    nor anything else that is in /run' ask -- kind "$entry"
