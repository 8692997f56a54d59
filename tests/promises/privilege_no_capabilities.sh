#!/usr/bin/env bash
# promise: all five sets of capabilities are empty, for every user inside, and nothing gives one back
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

none=$'effective 0\npermitted 0\ninheritable 0\nbounding 0\nambient 0'
says "$none" 'the command has none' ask -- capabilities
matches '*bounding [1-9a-f]*' 'while outside the bounding set is not empty' "$PROBE" capabilities
for id in 0 1234; do
  profile <<T
extends = ["base"]
user.uid = $id
user.gid = $id
T
  says "$none" "neither as user $id" ask -- capabilities
  says "$none" '    nor after a further program was executed' box -- sh -c 'exec "$0" exec "$0" capabilities' "$PROBE"
done
PROFILE=base
[[ $WHO == user ]] || says "$none" 'ambient ones of the caller do not pass' \
  setpriv --inh-caps +sys_admin,+net_admin --ambient-caps +sys_admin,+net_admin "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" capabilities
for capability in 0 1 12 21; do
  refused_with EPERM "capability $capability cannot be taken" ask -- take-capability "$capability"
done
says "$none" 'the first process has none either' box -- \
  sh -c 'set -- $(grep -E "^Cap(Eff|Prm|Inh|Bnd|Amb)" /proc/1/status | cut -f 2); [ "$*" = "0000000000000000 0000000000000000 0000000000000000 0000000000000000 0000000000000000" ] && exec "$0" capabilities' "$PROBE"

# What capabilities would allow.
refused_with EPERM 'the host name cannot be set' ask -- sethostname mine
refused_with EPERM 'a raw socket cannot be made' ask -- socket 2 3 1
refused_with EPERM 'the root cannot be changed' ask -- chroot /tmp
if [[ $WHO == root ]]; then
  mkdir closed && echo secret >closed/file
  chown 54321:54321 closed closed/file && chmod 700 closed && chmod 600 closed/file
  says secret 'outside root reads what belongs to others' "$PROBE" read closed/file
  refused_with EACCES '    and inside not' ask --ro "$WORK" -- read "$WORK/closed/file"
fi
