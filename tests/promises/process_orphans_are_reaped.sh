#!/usr/bin/env bash
# promise: processes whose parents have ended are reaped: no zombie stays while the command runs
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

list='"$0" make-orphans 300 || exit; sleep 0.2; exec "$0" processes'
capture box -- sh -c "$list" "$PROBE"
same 0 "$status" '300 orphans come and go'
# The first process, and the shell that became the probe.
same $'ok\n1\n2' "$out" 'afterwards there is the first process and the command, and no zombie'

list='(sh -c "sleep 0.1; exec \"$0\" numbers" "$0" &); sleep 0.5'
matches '+([0-9]) 1 *' 'an orphan becomes the child of the first process' box -- sh -c "$list" "$PROBE"
