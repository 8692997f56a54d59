#!/usr/bin/env bash
# promise: text that was asked for and cannot be written is a failure, not a success
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

to_a_full_disk() { "$SANDBOX" "$@" >/dev/full; }
to_nobody() { "$SANDBOX" "$@" >&-; }
for option in --help --version '-p base --explain true'; do
  # shellcheck disable=SC2086  # several words are meant
  works "$option is printed" "$SANDBOX" $option
  # shellcheck disable=SC2086
  complains '*cannot write to standard output*' '    but not to a full disk' to_a_full_disk $option
done
exits 125 'with no place for the complaint the status still tells' bash -c '"$0" --help >/dev/full 2>&1' "$SANDBOX"
complains '*standard output*' 'a closed standard output is as bad' to_nobody --help

# The output of the command is its own affair.
exits 0 'a command that ignores a full disk' bash -c '"$@" >/dev/full' bash "$SANDBOX" -p base -- sh -c 'echo lost 2>/dev/null; exit 0'
refused 'and one that does not' bash -c '"$@" >/dev/full' bash "$SANDBOX" -p base -- cat /etc/passwd
