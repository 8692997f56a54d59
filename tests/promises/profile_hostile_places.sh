#!/usr/bin/env bash
# promise: whatever stands where a profile, an addition to one, the record of trust or a source should, the answer comes at once and names it
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# Far more than any of this takes, also in a build without optimisation.
quickly() { timeout 5 prlimit --cpu=2 --as=$((256 << 20)) "$SANDBOX" "$@"; }

# put KIND PLACE: something that is no good file there; false where nothing can be told apart.
put() {
  case $1 in
    directory) mkdir "$2" ;;
    fifo) mkfifo "$2" ;;
    device) ln -s /dev/zero "$2" ;;
    loop) ln -s "${2##*/}" "$2" ;;
    huge) truncate -s 10M "$2" ;;
    nul) printf 'version = 1\nname = "a\0b"\n' >"$2" ;;
    closed) [[ $WHO == user ]] && mkdir -m 0 "$2" ;;
  esac
}

# in_turn KINDS PLACE PATTERN SENTENCE ARGUMENT…: with each of them at the place the launcher complains.
in_turn() {
  local kind place=$2 pattern=$3 sentence=$4
  rm -rf "$place" && mkdir -p "${place%/*}"
  for kind in $1; do
    put "$kind" "$place" || continue
    complains "$pattern" "$sentence: $kind" quickly "${@:5}"
    rm -rf "$place"
  done
}
readonly no_file='directory fifo device loop huge closed'

profiles=$HOME/.config/sandbox/profiles
in_turn "$no_file nul" "$profiles/own.toml" '*own.toml*' 'a profile that is looked for' -p own true
printf 'version = 1\nextends = ["base"]\n' >"$profiles/own.toml"
works '    a good one works' quickly -p own true
in_turn "$no_file nul" "$profiles/own.d/more.toml" '*own.d/more.toml*' 'an addition to it' -p own true
in_turn 'loop closed' "$profiles/own.d" '*own.d*' 'the directory of additions' -p own true

export XDG_CONFIG_HOME=$SCRATCH/config
in_turn 'loop closed' "$XDG_CONFIG_HOME" "*cannot read*$XDG_CONFIG_HOME*" 'the directory of all configuration' -p base true
works '    where there is none it is none' quickly -p base true
unset XDG_CONFIG_HOME

# What came with a project is not used unless it is trusted, and nobody can trust these.
for kind in $no_file nul; do
  put "$kind" sandbox.toml || continue
  capture quickly true
  [[ $status == 0 && $err == *'sandbox.toml is not trusted, and not used'* ]] && good=yes || good=no
  verdict "$good" "the project's own profile: $kind" 'exit status 0 and a warning' "$SANDBOX" true
  rm -rf sandbox.toml
done
echo 'version = 1' >sandbox.toml
in_turn "$no_file" "$HOME/.local/state/sandbox/trusted" '*/trusted, the record of trusted profiles*' 'the record of trust' true
rm sandbox.toml
works '    it is of no concern without a profile to be trusted' quickly true

in_turn 'loop' "$SCRATCH/source" "*cannot show $SCRATCH/source*too many levels of symbolic links*--ro*" 'a source' -p base --ro "$SCRATCH/source" true
in_turn 'loop' "$SCRATCH/source" "*cannot show $SCRATCH/source/below*--rw*" '    or what lies below it' -p base --rw "$SCRATCH/source/below" true
in_turn 'loop' "$HOME/.local/share" "*$HOME/.local/share*" '    or where a variable leads' -p base --ro '${XDG_DATA_HOME}' true
