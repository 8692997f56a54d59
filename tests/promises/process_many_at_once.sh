#!/usr/bin/env bash
# promise: 200 launches at the same time all run, and leave no process, mount or file behind
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"

# The home of the runs is this promise's own; nobody else writes there.
everything() { find "$HOME" "$WORK" /dev/shm -xdev 2>/dev/null | sort; cut -d ' ' -f 4,5 /proc/self/mountinfo | sort; }
before=$(everything)

# Each says that it is there and then waits for the end of its input, so that at one moment all are running.
mkdir "$SCRATCH/runs"
mkfifo "$SCRATCH/gate"
exec {open_gate}<>"$SCRATCH/gate"
for i in {1..200}; do
  {
    exec {open_gate}>&-
    "$SANDBOX" -p base -- sh -c 'echo x >/tmp/file && echo x >"$HOME/file" && echo "$0" && cat' "$mark" \
      <"$SCRATCH/gate" >>"$SCRATCH/runs/said" 2>"$SCRATCH/runs/$i.error"
    echo $? >"$SCRATCH/runs/$i.status"
  } &
done
all_there() { (($(grep -cx "$mark" "$SCRATCH/runs/said") == 200)); }
eventually 30 'all run at the same time' all_there
exec {open_gate}>&-
wait
err=$(cat "$SCRATCH"/runs/*.error)
same 200 "$(cat "$SCRATCH"/runs/*.status | grep -cx 0)" 'and all end well' || indented "$err"
works 'no process of them is left' gone "$mark"
same "$before" "$(everything)" 'and no file and no mount'
