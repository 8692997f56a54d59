#!/usr/bin/env bash
# promise: no program can give the command more rights: no_new_privs is set for good, and set-user-id bits do nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

matches '*no-new-privileges 1*seccomp 2*' 'no_new_privs is set, and a filter is installed' ask -- rights
matches '*no-new-privileges 0*' 'outside it is not' "$PROBE" rights
refused_with EINVAL 'it cannot be taken back' ask -- clear-no-new-privileges
says $'NoNewPrivs:\t1' 'the first process has it, too' box -- grep NoNewPrivs /proc/1/status
says $'Seccomp:\t2' '    and the filter' box -- grep -w Seccomp /proc/1/status
says '' 'every mount ignores set-user-id bits' ask -- mounts-without nosuid

# A set-user-id copy of the probe; outside, it changes who the probe is.
if [[ $WHO == root ]]; then
  mkdir -m 755 tools && cp "$PROBE" tools/probe && chmod 6755 tools/probe
  as_user=(env HOME=/nonexistent setpriv --reuid 54321 --regid 54321 --clear-groups)
  says '54321 0 54321 0' 'outside a set-user-id program gives rights' "${as_user[@]}" tools/probe ids
  says '54321 54321 54321 54321' '    and inside none' \
    "${as_user[@]}" "$SANDBOX" -p base --ro "$WORK/tools" -- "$WORK/tools/probe" ids
else
  cp "$PROBE" mine && chmod 6755 mine
  says "$(id -u) $(id -u) $(id -g) $(id -g)" 'a set-user-id program gives nothing' box --ro "$WORK/mine" -- "$WORK/mine" ids
fi
