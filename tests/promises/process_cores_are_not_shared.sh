#!/usr/bin/env bash
# promise: with core_scheduling the sandbox shares processor cores with itself only; where that cannot be, it does not start
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'P'
extends = ["base"]
process.core_scheduling = true
P
capture box -- true
if ((status == 125)); then
  complains '*siblings of a processor core*leave out process.core_scheduling*' 'a machine that cannot says why' box -- true
  works '    and serves a profile that does not ask' "$SANDBOX" -p base -- true
  exit
fi
says 0 'without a wish there is no cookie' "$PROBE" core-cookie
matches '[1-9]*' 'with it there is one' ask -- core-cookie
