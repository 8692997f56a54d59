#!/usr/bin/env bash
# promise: an executable text without "#!" is run by /bin/sh, as execvp(3) does it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

echo 'echo "$0 has $#: $1|$2"; exit 4' >headless
chmod +x headless
capture box --ro "$WORK/headless" -- "$WORK/headless" 'a b' '*'
same 4 "$status" 'its exit status passes'
same "$WORK/headless has 2: a b|*" "$out" 'its name and arguments are its own'
