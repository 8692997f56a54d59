#!/usr/bin/env bash
# promise: when subordinate ids are missing or their helper fails or hangs, the launcher says why, runs nothing and leaves nothing
# as: root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/subids.bash"
source "$SOURCE/promises/onlooker.bash"

fake_root
mkdir -m 777 traces
launch=("$SANDBOX" -p "$PROFILE" --rw "$WORK/traces" -- sh -c 'touch "$0/ran"; : "$1"' "$WORK/traces" "$mark")
works 'with them the command runs' lent "${launch[@]}"
works '    and leaves its trace' rm -f traces/ran
works 'root needs no helper' box -- true

complains '*newuidmap*Operation not permitted*no_new_privs*' 'who gains no privileges has no helper' lent setpriv --no-new-privs "${launch[@]}"
complains '*owned by a different user*account in /etc/passwd*' 'who has another group than his account is told' \
  setpriv --reuid 54321 --regid 54322 --clear-groups env HOME="$SCRATCH/lent" "${launch[@]}"

printf '%s\n' other:700000:65536 54321:bad:1 lent:800000:0 >/etc/subgid
complains '*no subordinate ids for lent in /etc/subgid*usermod --add-subgids 965536-1031071 lent*' 'a missing range is named, with a command' lent "${launch[@]}"
printf '%s\n' 54321:700000:65536 >/etc/subgid
works 'a range for the number will do' lent "${launch[@]}"
works '    ' rm -f traces/ran

cp /usr/bin/newgidmap "$SCRATCH/etc/plain" && chmod 755 "$SCRATCH/etc/plain"
mount --bind "$SCRATCH/etc/plain" /usr/bin/newgidmap
complains '*newgidmap*Operation not permitted*must be set-user-ID root*' 'a helper without rights is told' lent "${launch[@]}"
umount /usr/bin/newgidmap

# A helper that waits for a directory service, say.
printf '#!/bin/sh\nexec sleep 30\n' >"$SCRATCH/etc/slow" && chmod 755 "$SCRATCH/etc/slow"
mount --bind "$SCRATCH/etc/slow" /usr/bin/newuidmap
exits 124 'a helper that hangs is not waited for when the launcher is told to end' timeout 2 setpriv --reuid 54321 --regid 54321 --clear-groups \
  env HOME="$SCRATCH/lent" "${launch[@]}"
umount /usr/bin/newuidmap
eventually 5 '    and no process of the sandbox is left' gone "$mark"
refused 'none of them ran the command' test -e traces/ran
