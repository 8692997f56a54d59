#!/usr/bin/env bash
# promise: hundreds of launches, eight at a time, all work, and nothing of them is left: processes, mounts, files, terminals, keyrings
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# tests/stress puts another number here.
launches=400

everything() { find "$HOME" "$WORK" /dev/shm -xdev 2>/dev/null | sort; cut -d ' ' -f 4,5 /proc/self/mountinfo | sort; }
terminals() { cat /proc/sys/kernel/pty/nr; }
# The second field counts the keys of the user, keyrings among them, that are there.
keys() { awk -v user="$(id -u):" '$1 == user { split($3, count, "/"); print count[1] }' /proc/key-users 2>/dev/null; }
# few_more BEFORE COUNTER: others of the machine may have some now; a leak has one for each launch.
few_more() { (($("$2") < $1 + launches / 10)); }

before=$(everything)
terminals_before=$(terminals)
keys_before=$(keys)
export PROBE PROFILE mark
one() {
  local said status
  said=$("$SANDBOX" -p "$PROFILE" --ro "$PROBE" -- sh -c \
    'echo x >/tmp/file && echo x >"$HOME/file" && "$0" pty >/dev/null && (sleep 100 &) && echo "$1"' "$PROBE" "$mark.$1" 2>&1 </dev/null)
  status=$?
  [[ $status == 0 && $said == "$mark.$1" ]] && echo well || echo "$1: status $status, $said"
}
export -f one
seq "$launches" | xargs -P 8 -I '{}' bash -c 'one {}' >"$SCRATCH/told"
out=$(grep -vx well "$SCRATCH/told" | head -n 20)
same "$launches" "$(grep -cx well "$SCRATCH/told")" "$launches launches, and all work" || indented "$out"
eventually 5 'no process of them is left' gone "$mark"
same "$before" "$(everything)" '    and no file and no mount'
eventually 20 '    and no terminal' few_more "$terminals_before" terminals
if [[ -n $keys_before ]]; then
  eventually 20 '    and no keyring' few_more "$keys_before" keys
else
  echo 'ok    keys are not counted here: not tried'
fi
