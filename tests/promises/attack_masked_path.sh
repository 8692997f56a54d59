#!/usr/bin/env bash
# promise: what conceals a path is the launcher's own, and is nothing that a project could have exchanged (CVE-2025-31133)
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/dev secrets
echo secret >secrets/key
echo hush >project/.env
# As a project exchanges it: the null device of the tree that is to be the sandbox.
ln -s "$WORK/secrets/key" project/dev/null

mask='mount --bind "$1/dev/null" "$1/.env" && exec cat "$1/.env"'
says secret 'careless: a link in the place of the device shows what it leads to' \
  unshare --user --map-root-user --mount sh -c "$mask" sh "$WORK/project"

concealed=(--rw "$WORK/project" --hide "$WORK/project/.env")
refused_with EACCES 'by default the concealed file cannot be read' ask "${concealed[@]}" -- read "$WORK/project/.env"
matches 'file 0000 *' '    and what lies on it is an empty file without any rights' ask "${concealed[@]}" -- stat "$WORK/project/.env"
refused_with 'EROFS|EPERM|EACCES' '    that cannot be given any' ask "${concealed[@]}" -- chmod 0644 "$WORK/project/.env"
refused_with 'EROFS|EACCES' '    nor written, for the next who conceals with it' ask "${concealed[@]}" -- write "$WORK/project/.env" x
# Two concealed files are one object; making it a link or a device inside would change all.
refused_with 'EBUSY|EROFS' '    nor exchanged' ask "${concealed[@]}" -- rename "$WORK/project/dev/null" "$WORK/project/.env"
same hush "$(<project/.env)" 'on the host all is as before'

# Exchanged by somebody outside, again and again, while sandboxes start: the name is concealed, or the launch is refused.
echo other >project/other
ln -s "$WORK/secrets/key" project/link
"$PROBE" exchange project/.env project/link 30 >/dev/null &
swapper=$!
shown='' closed=0 end=$((SECONDS + 1))
# On a slow machine few launches fall between two changes.
while ((SECONDS <= end || (closed == 0 && SECONDS < end + 20))); do
  capture timeout 10 "$SANDBOX" -p base --ro "$PROBE" "${concealed[@]}" -- "$PROBE" read "$WORK/project/.env"
  ((status == 125)) || [[ $out != EACCES ]] || closed=$((closed + 1))
  [[ $out != *secret* ]] || shown=$out
done
kill "$swapper"
wait 2>/dev/null
same '' "$shown" 'with a name that changes meanwhile, what a link leads to was never seen'
same yes "$( ((closed > 0)) && echo yes)" '    and launches between the changes found it closed'
