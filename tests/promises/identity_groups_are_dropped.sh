#!/usr/bin/env bash
# promise: supplementary groups are left on request where the kernel lets it be, else that is refused; without a request they stay
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'T'
extends = ["base"]
user.groups = "drop"
T
if [[ $WHO == user ]]; then
  complains '*lets your user leave no supplementary groups*user.subids*' 'an ordinary user cannot leave them' ask -- ids
  exit
fi
source "$SOURCE/promises/subids.bash"
complains '*lets your user leave no supplementary groups*user.subids*' 'an ordinary user cannot leave them' lent_ask -- ids
member=(setpriv --groups '0,4242')
says $'0\n4242' 'root outside is in two groups' "${member[@]}" "$PROBE" groups
says '' 'root leaves them all' "${member[@]}" "$SANDBOX" -p "$PROFILE" --ro "$PROBE" -- "$PROBE" groups
refused_with EPERM '    and can set none inside' ask -- setgroups

mkdir -m 755 shared && echo text >shared/file
chown 0:4242 shared/file && chmod 0640 shared/file
profile <<'T'
extends = ["base"]
user.subids = true
T
says text 'who was lent ids keeps his groups' lent_ask --ro "$WORK/shared" -- read "$WORK/shared/file"
profile <<'T'
extends = ["base"]
user = { subids = true, groups = "drop" }
T
says '' '    and leaves them on request' lent_ask -- groups
refused_with EACCES '    with what only they open' lent_ask --ro "$WORK/shared" -- read "$WORK/shared/file"
refused_with EPERM '    and can set none without a capability' lent_ask -- setgroups
