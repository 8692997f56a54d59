#!/usr/bin/env bash
# promise: the exit status of the launcher is the command's own, for every status there is
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

wrong=''
for expected in {0..255}; do
  ask -- end-with "$expected" >"$SCRATCH/said" 2>&1
  seen=$?
  # Nothing may be printed either: a status of 125 or 127 that the command chose is not the launcher's complaint.
  ((seen == expected)) && [[ ! -s $SCRATCH/said ]] || wrong+=" $expected:$seen"
done
same '' "$wrong" 'each status from 0 to 255 passes unchanged and in silence'

exits 3 'the status of a shell passes' box -- sh -c 'exit 3'
works 'true is true' box -- true
refused 'false is false' box -- false
