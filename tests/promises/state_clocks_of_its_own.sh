#!/usr/bin/env bash
# promise: with time = "private" monotonic and boot time begin with the sandbox; else they are the host's
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

read -r monotonic boot < <("$PROBE" clocks)
((monotonic > 60 && boot > 60)) || skip 'this machine has just started'
says yes 'without a wish the clocks are those of the host' box -- \
  sh -c 'set -- "$1" $("$0" clocks); [ "$2" -ge "$1" ] && echo yes' "$PROBE" "$monotonic"
profile <<'P'
extends = ["base"]
namespaces.time = "private"
P
capture box -- true
if ((status == 125)); then
  complains '*leave*namespaces.time*' 'a kernel that cannot says so' box -- true
  exit
fi
matches '[0-9] [0-9]' 'its own ones are near zero' ask -- clocks
matches '[0-9].* *' 'so is /proc/uptime' box -- cat /proc/uptime
matches '[0-9] [0-9]' 'also in a child of the command' box -- sh -c '"$0" clocks; :' "$PROBE"
says yes 'the time of day is the host'\''s' box -- sh -c '[ $(($(date +%s) - $0)) -lt 30 ] && echo yes' "$(date +%s)"
