#!/usr/bin/env bash
# promise: with the lines of `sandboxctl aliases` a shell runs commands in their sandboxes, and `command` steps out; no profile's words are carried out
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git "$HOME/bin" && cd project || exit
ln -s "$SANDBOX" "$HOME/bin/sandbox" && ln -s "$SANDBOXCTL" "$HOME/bin/sandboxctl"
export PATH=$HOME/bin:/usr/bin:/bin
printf 'all:\n\t@echo "in=$$SANDBOX_NAME"\n' >Makefile
mkdir -p "$HOME/.config/sandbox/profiles"
printf 'version = 1\nextends = ["base"]\n[match]\ncommand = ["id", "a;touch planted", "$(touch planted)", "x%stouch planted"]\n' "'" \
  >"$HOME/.config/sandbox/profiles/mine.toml"

matches '*~/.bashrc*source <(sandboxctl aliases bash)*' 'it says how it is used' sandboxctl aliases bash
verdict "$([[ $out == *"alias make='sandbox make'  # build"* && $out == *"alias id='sandbox id'  # mine"* && $out != *planted* ]] && echo yes)" \
  '    and has what profiles match by name' 'make, id, and no word that is no name'

declare -A lines=(
  [bash]='shopt -s expand_aliases; source <(sandboxctl aliases bash)'
  [zsh]='source <(sandboxctl aliases zsh)'
  [fish]='sandboxctl aliases fish | source'
)
for shell in bash zsh fish; do
  command -v "$shell" >/dev/null || continue
  options=()
  [[ $shell != zsh ]] || options=(-f)
  [[ $shell != bash ]] || options=(--norc --noprofile)
  script() { printf '%s\n' "${lines[$shell]}" "$@" >script; "$shell" "${options[@]}" -i script; }
  matches "*in=build*" "$shell: make is in its sandbox" script 'make -s'
  says 'in=' '    and with command it is not' script 'command make -s'
  matches '*--rm=x*in=build*' '    words stay what they are' script "echo --rm=x; make -s 'A=b c'"
  [[ $shell == fish ]] || says 'in=' '    nor with a backslash' script '\make -s'
  verdict "$([[ ! -e planted ]] && echo yes)" '    and nothing of a profile was carried out' 'no file "planted"'
done
works 'an alias works at a terminal' at_terminal 'see:p> ' 'type:source <(sandboxctl aliases bash)\r' 'see:p> ' 'type:make -s\r' see:in=build \
  'see:p> ' 'type:\\make -s\r' 'see:in=\r' 'see:p> ' 'type:exit\r' end:0 -- env 'PS1=p> ' bash --norc --noprofile -i
if command -v fish >/dev/null; then
  printf '%s\nmake -s\n' "${lines[fish]}" >script
  says 'in=' 'scripts of fish are left alone' fish script
fi
exits 125 'another shell is refused' sandboxctl aliases tcsh
