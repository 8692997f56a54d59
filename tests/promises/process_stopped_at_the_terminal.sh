#!/usr/bin/env bash
# promise: Ctrl-Z stops launcher and command, and fg lets both go on
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# It starts no processes meanwhile: a shell in vfork(2) whose child is stopped cannot stop itself, with or without a sandbox.
ticking="$SANDBOX -p base -- python3 -c 'import time, itertools; [(time.sleep(0.1), print(\"tick\", flush=True)) for _ in itertools.count()]'"
shell=(env 'PS1=prompt> ' 'PS2=' bash --norc --noprofile -i)

works 'Ctrl-Z stops the command, fg continues it, Ctrl-C ends it' at_terminal 'see:prompt> ' "type:$ticking\\r" \
  $'see:\r\ntick' see:tick 'type:\x1a' see:Stopped 'see:prompt> ' quiet:0.5 'type:fg\r' $'see:\r\ntick' see:tick \
  'type:\x03' 'see:prompt> ' 'type:echo status=$?\r' see:status=130 'type:exit\r' end:0 -- "${shell[@]}"
works 'a stopped command goes on in the background, and kill ends it' at_terminal 'see:prompt> ' "type:$ticking\\r" \
  $'see:\r\ntick' 'type:\x1a' see:Stopped quiet:0.3 'type:bg\r' $'see:\r\ntick' see:tick 'type:kill %1; wait\r' \
  'see:prompt> ' quiet:0.3 'type:exit\r' end:0 -- "${shell[@]}"
