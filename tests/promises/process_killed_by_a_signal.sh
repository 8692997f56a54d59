#!/usr/bin/env bash
# promise: a command that is killed by signal n gives 128+n, and nothing is said about it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

silently() {
  exits "$@"
  same '' "$err" "    and the launcher says nothing about it"
}

silently 137 'a shell that kills itself with SIGKILL gives 137' box -- sh -c 'kill -9 $$'
silently 143 'SIGTERM gives 143' ask -- die-of 15
silently 134 'SIGABRT gives 134' ask -- die-of 6
silently 139 'SIGSEGV gives 139' ask -- die-of 11
silently 162 'a real-time signal gives 128 and its number' ask -- die-of 34
exits 9 'a command that merely ends with 9 gives 9' ask -- end-with 9

ended_by() { python3 -c 'import subprocess, sys; print(subprocess.run(sys.argv[1:], stderr=2).returncode)' "$@"; }

# A shell leaves its loop only when its child died of the signal, so these two are passed on by dying of them.
says -2 'the launcher of a command that died of SIGINT dies of SIGINT' \
  ended_by "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" die-of 2
says -3 'the launcher of a command that died of SIGQUIT dies of SIGQUIT' \
  ended_by "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" die-of 3
says 143 'the launcher of a command that died of SIGTERM ends with a status' \
  ended_by "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" die-of 15
