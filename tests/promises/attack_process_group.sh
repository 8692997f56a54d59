#!/usr/bin/env bash
# promise: a signal to its own process group, which no process namespace ends, does not reach the caller's group
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

# A group in which a witness waits; how it fared is written to a file, since the signal reaches the shell as well.
group='sleep 30 & echo $! >witness; "$@" >/dev/null 2>&1; sleep 0.05; exit 0'
witness_after() {
  setsid --wait bash -c "trap : USR1; $group" bash "$@"
  if kill -0 "$(<witness)" 2>/dev/null; then echo lives && kill -KILL "$(<witness)"; else echo dead; fi
}
says dead 'careless: kill(0) out of a process namespace ends others of the group' witness_after bwrap --ro-bind / / --dev /dev --unshare-pid --proc /proc "$PROBE" kill 0 10
says lives 'by default it does not' witness_after "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" kill 0 10
says lives '    nor by the number of the group of the first process' witness_after "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" kill -1 10
refused_with 'ESRCH|EPERM' '    and group 0 of the host has no number inside' ask -- kill "-$$" 10
