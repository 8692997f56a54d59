#!/usr/bin/env bash
# promise: programs that fill the screen work inside: vim, less, htop, tmux; they have the size of the window and leave no trace
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

on_screen() { at_terminal size:24:80 "$@"; }
vi=$(type -P vim.tiny vim vi | head -n 1)
[[ -n $vi ]] && type -P htop tmux less >/dev/null || skip 'vim, htop, tmux and less are not all there'
export TERM=xterm
enter='\x1b[?1049h' leave='\x1b[?1049l'

works 'vim edits a file' on_screen "see:$enter" 'see:"note' 'type:ihello' see:hello 'type:\x1b:wq\r' "see:$leave" end:0 -- \
  "$SANDBOX" -p base --rw "$WORK" -- "$vi" -u NONE note
same hello "$(cat note)" '    and it is written'
works '    is stopped by Ctrl-Z, and continued' on_screen 'see:prompt> ' "type:$SANDBOX -p base --rw $WORK -- $vi -u NONE note\\r" "see:$enter" see:hello \
  'type:\x1a' "see:$leave" see:Stopped 'see:prompt> ' 'type:fg\r' "see:$enter" see:hello 'type::q\r' "see:$leave" 'see:prompt> ' 'type:exit\r' end:0 -- \
  env 'PS1=prompt> ' bash --norc --noprofile -i
works 'less shows a page of the height of the window' on_screen 'see:\n23' 'count:0:\n24' 'type: ' 'see:\n46' 'type:q' end:0 -- "$SANDBOX" -p base -- sh -c 'seq 1000 | less'
works 'htop shows the processes inside and ends' on_screen 'see:Tasks' 'see:Command' 'see:htop' 'type:q' end:0 -- "$SANDBOX" -p base -- htop
works 'tmux shows two shells side by side, and follows the window' on_screen 'see:in-tmux' pause:1 'type:\x02' pause:0.2 'type:%' pause:1 'type:stty size\r' 'see:23 39' size:30:120 'type:stty size\r' 'see:29 ' \
  'type:\x02' pause:0.2 'type:&' 'see:(y/n)' 'type:y' end:0 -- "$SANDBOX" -p base -- tmux -f /dev/null -L own new-session 'PS1=in-tmux sh'
