#!/usr/bin/env bash
# promise: --dry-run does every step but the last: it finds what would fail, and runs nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

works 'it succeeds where a run would' box --rw "$WORK" --dry-run -- touch "$WORK/ran"
same 'sandbox: every step succeeded; nothing was run' "$err" '    and says so on standard error'
same '' "$out" '    and nothing on standard output'
refused '    the command did not run' test -e ran
works '-n is the same' box --rw "$WORK" -n -- touch "$WORK/ran"
refused '    and runs nothing, either' test -e ran
works 'without it the command runs' box --rw "$WORK" -- touch "$WORK/ran"
works '    and leaves its trace' test -e ran

exits 127 'a command that the profile does not show is found missing' box -n -- no-such-command
exits 126 'and one that cannot be executed' box --rw "$WORK" -n -- "$WORK/ran"
complains '*/no/such/thing*' 'a missing source' box --ro /no/such/thing -n -- true
complains '*limit*' 'a limit that cannot be set' setpriv --bounding-set -sys_resource --inh-caps -sys_resource \
  prlimit --nofile=100:100 "$SANDBOX" -p base --set limits.rlimit.nofile=200 -n -- true
