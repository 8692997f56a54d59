#!/usr/bin/env bash
# promise: without a command there is a shell at a terminal, whose prompt says that one is inside; anywhere else that is a mistake
# limit: 180
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

export TERM=xterm
hint='a shell in a sandbox, profile base: changes nothing; no network; exit or Ctrl-D leaves it'
unset NO_COLOR
for shell in bash zsh fish dash; do
  command -v "$shell" >/dev/null || continue
  export SHELL=/bin/$shell
  works "$shell: a hint, a prompt, and its status" at_terminal "see:sandbox: $hint" 'see:[sandbox base]' pause:0.5 \
    'type:echo $SANDBOX_NAME-is-it\r' see:base-is-it 'see:[sandbox base]' 'type:exit 5\r' end:5 -- "$SANDBOX"
  works '    Ctrl-D leaves it, too' at_terminal 'see:[sandbox base]' pause:0.5 'type:\x04' end:0 -- "$SANDBOX"
  works '    with -q there is no hint' at_terminal 'see:[sandbox base]' pause:0.5 'type:exit\r' end:0 'count:0:a shell in' -- "$SANDBOX" -q
  works '    it is coloured' at_terminal 'see:[sandbox base]' pause:0.5 'type:exit\r' end:0 -- "$SANDBOX"
  verdict "$([[ $out == *$'\e[1;36m['* || $out == *$'\e[36m['* || $out == *$'\e[36m\e[1m['* ]] && echo yes)" '        in cyan' 'a colour in front of the mark'
  works '    unless that is not wanted' at_terminal 'see:[sandbox base]' pause:0.5 'type:exit\r' end:0 -- env NO_COLOR=1 "$SANDBOX"
  verdict "$([[ $out != *36m[* ]] && echo yes)" '        and then is not' 'no colour in front of the mark'
done
export SHELL=/bin/bash

works 'what is inside is a sandbox' at_terminal 'see:[sandbox base]' "type:$PROBE read $HOME/secret\\r" see:ENOENT \
  "type:$PROBE connect-tcp 127.0.0.1 9\\r" see:ECONNREFUSED 'type:exit 5\r' end:5 -- "$SANDBOX" --ro "$PROBE"
works 'another profile is named' at_terminal 'see:profile build: may change' 'see:[sandbox build]' 'type:exit\r' end:0 -- "$SANDBOX" -p build
works '    or by the environment' at_terminal 'see:[sandbox build]' 'type:exit\r' end:0 -- env SANDBOX_PROFILE=build "$SANDBOX"
echo text >file
works 'other options count' at_terminal "see:may change $PWD" 'see:[sandbox base]' 'type:cat file; echo more >>file\r' see:text 'type:exit\r' end:0 -- \
  "$SANDBOX" --rw .
same $'text\nmore' "$(<file)" '    for what it may do as well'
works 'a prompt that is given stays' at_terminal 'see:mine> ' 'type:exit\r' end:0 'count:0:[sandbox' -- "$SANDBOX" --env 'PS1=mine> '

mkdir -p "$HOME/bin" && cp /bin/dash "$HOME/bin/own"
works 'a shell that is not there inside gives way to bash' at_terminal 'see:[sandbox base]' 'type:echo $0+\r' see:bash+ 'type:exit\r' end:0 -- \
  env SHELL="$HOME/bin/own" "$SANDBOX"
works '    and is used when it is shown' at_terminal 'see:[sandbox base]' 'type:echo $0+\r' see:own+ 'type:exit\r' end:0 -- \
  env SHELL="$HOME/bin/own" "$SANDBOX" --ro "$HOME/bin"

echo "PS1='settings> '" | tee "$HOME/.bashrc" >"$HOME/.zshrc"
profile <<<'extends = ["base"]
filesystem.ro = ["~/.bashrc", "~/.zshrc"]'
works 'settings that are shown are read, and the mark stands before their prompt' at_terminal 'see:[sandbox' 'see:settings> ' 'type:exit\r' \
  end:0 -- "$SANDBOX" -p "$PROFILE"
if command -v zsh >/dev/null; then
  works '    with zsh beside it' at_terminal 'see:settings> ' 'see:[sandbox' pause:0.5 'type:exit\r' end:0 -- env SHELL=/bin/zsh "$SANDBOX" -p "$PROFILE"
fi
works 'what a profile runs is run instead' at_terminal see:its-own end:0 -- "$SANDBOX" --set 'process.command=["echo", "its-own"]'
works 'it is explained' at_terminal 'see:execute bash -i' end:0 'count:0:a shell in' -- "$SANDBOX" --explain

for name in base default build; do
  complains '*there is no command*' "$name: without a terminal there is no shell" bash -c "echo 'touch $PWD/made' | \"\$0\" -p $name" "$SANDBOX"
done
complains '*there is no command*' 'also without a profile' bash -c 'echo true | "$0"' "$SANDBOX"
matches '*there is no command*' '    and where only its output goes elsewhere' at_terminal see:125 end:0 -- bash -c '"$0" | cat; echo "${PIPESTATUS[0]}"' "$SANDBOX"
verdict "$([[ ! -e made ]] && echo yes)" '    and nothing of it is carried out' 'no file'
matches '*would have no terminal*terminal.tty*' 'nor where the profile leaves none' at_terminal end:125 -- "$SANDBOX" --set terminal.tty=none
