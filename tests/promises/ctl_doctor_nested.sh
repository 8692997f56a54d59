#!/usr/bin/env bash
# promise: `sandboxctl doctor` is right about launches in another sandbox
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/doctor.bash"

ask_in_one_place

outer=("$SANDBOX" -p base --ro "$WORK")

agrees 'outside it works' works "$programs/ask"
agrees 'in a sandbox, whose filter forbids it' \
  '*missing  launch *namespaces.nested*this runs in a user namespace, under a system call filter, without new privileges*' \
  "${outer[@]}" -- "$programs/ask"
# For the host's root parts of /proc are protected there, and the kernel allows no new one beside them.
[[ $WHO == user ]] && nested=works || nested='*missing  launch *ok       namespaces *'
agrees 'in a sandbox that allows it, as far as the kernel does' "$nested" \
  "${outer[@]}" --set 'namespaces.nested="allow"' -- "$programs/ask"
