#!/usr/bin/env bash
# promise: where namespaces are forbidden by a limit, the message names the limit, and nothing runs without the sandbox
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# limited NAME NUMBER CMD…: in a user namespace whose own limit of that name is that number.
limited() {
  unshare --user --map-root-user bash -c 'echo "$1" >"/proc/sys/user/max_$0_namespaces" && shift && exec "$@"' "$@"
}
launch=("$SANDBOX" -p base --rw "$WORK" -- touch "$WORK/ran")
unshare --user --map-root-user true 2>/dev/null || skip 'user namespaces are not available here'

works 'within an ample limit it runs' limited user 100 "${launch[@]}"
works '    and leaves its trace' rm ran
for kind in user mnt pid net ipc uts cgroup; do
  complains "*cannot create the namespaces*hint*user.max_${kind}_namespaces is 0*sysctl*" "user.max_${kind}_namespaces = 0" \
    limited "$kind" 0 "${launch[@]}"
done
works 'a network that is shared needs no namespace' limited net 0 "$SANDBOX" -p base --set network.mode=host true
complains '*limit*' 'a limit that is used up, though not 0' limited user 1 \
  unshare --user --map-root-user "${launch[@]}"
refused 'nothing ran' test -e ran
