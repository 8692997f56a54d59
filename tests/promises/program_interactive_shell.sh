#!/usr/bin/env bash
# promise: an interactive bash inside works at the caller's terminal: prompt, line editing, Ctrl-C, window size, exit status
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project && touch some-file || exit
shell=("$SANDBOX" -p build --env 'PS1=prompt> ' bash --norc --noprofile -i)

works 'it prompts, runs commands and ends with its status' \
  at_terminal 'see:prompt> ' 'type:echo $((6 * 7))\r' see:42 'see:prompt> ' 'type:exit 5\r' end:5 -- "${shell[@]}"
works 'tab completes a name' at_terminal 'see:prompt> ' 'type:ls so\t\r' see:some-file 'see:prompt> ' 'type:exit\r' end:0 -- "${shell[@]}"
# Now and then bash, also outside of a sandbox, has heard Ctrl-C and shows its prompt only when another key is typed.
works 'Ctrl-C takes the line back, and the shell stays' \
  at_terminal 'see:prompt> ' 'type:echo unwanted' see:unwanted 'type:\x03' pause:0.3 'type:\r' 'see:prompt> ' 'type:echo $((2 + 3))\r' 'see:\x0a5' \
  count:1:unwanted 'type:exit\r' end:0 -- "${shell[@]}"
works 'Ctrl-C ends what the shell runs, and the shell stays' at_terminal 'see:prompt> ' 'type:sleep 50\r' pause:0.4 'type:\x03' \
  'see:prompt> ' 'type:echo $((2 + 3))\r' see:5 'type:exit\r' end:0 -- "${shell[@]}"
works 'the terminal has its size' at_terminal 'see:prompt> ' 'type:stty rows 33 cols 99; stty size\r' 'see:33 99' 'type:exit\r' end:0 -- "${shell[@]}"
works 'Ctrl-D ends it' at_terminal 'see:prompt> ' 'type:\x04' end:0 -- "${shell[@]}"
works 'modes that a killed command leaves are set back' at_terminal 'see:prompt> ' \
  "type:$SANDBOX -p base -- sh -c 'stty -echo raw; kill -KILL \$\$'\\r" 'see:prompt> ' 'type:stty -a\r' 'see: echo ' 'type:exit\r' end:0 \
  -- env 'PS1=prompt> ' bash --norc --noprofile -i
