#!/usr/bin/env bash
# promise: --explain prints what a run would do, with its origins, and creates no namespace, process or mount
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'EOT'
extends = ["base"]
[filesystem]
ro = ["/usr/share/doc:/documents"]
EOT
matches '*/documents, read-only*# *profile-1.toml:4 filesystem.ro*' 'each step names the line of the profile that wants it' \
  box --explain -- true
matches '*at /scratch *# --tmpfs*' 'or the option' box --tmpfs /scratch --explain -- true
matches '*execute touch*/usr/bin/touch*' 'the command is looked up' box --explain -- touch "$WORK/ran"
refused 'it does not run' test -e ran
matches '*execute no-such-command*' 'nothing is tried: a command that is not there is explained, too' box --explain -- no-such-command

calls=clone,clone3,fork,vfork,unshare,setns,mount,move_mount,fsopen,open_tree,pivot_root,execve
made() { strace -f -qq -o "$SCRATCH/calls" -e trace="$calls" "$@" >/dev/null && sed 's/^[0-9]* *//; s/(.*//' "$SCRATCH/calls" | sort -u; }
says execve 'the kernel is asked for nothing but the launcher itself' made "$SANDBOX" -p base --explain -- true
matches '*clone*fsopen*move_mount*' 'a run does ask it' made "$SANDBOX" -p base -- true

# What is explained is what is done. The profile shows no directory of the host, so no submount of one is counted.
profile <<'EOT'
[filesystem]
tmpfs = ["/tmp"]
EOT
box --explain -- "$PROBE" mounts >"$SCRATCH/explained"
explained=$(grep -cE '^ *[0-9]+  (mount|attach|hide|make /[^ ]* read-only)' "$SCRATCH/explained")
same "$explained" "$(box -- "$PROBE" mounts | wc -l)" 'a run has as many mounts as were explained'
