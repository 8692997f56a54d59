#!/usr/bin/env bash
# promise: a profile that a project brings along, or finds a place for, does not widen the sandbox in which the project is run
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p secrets project/.config/sandbox/profiles project/sandbox/profiles project/profiles project/.git && cd project || exit
echo secret >../secrets/key
wide=$'version = 1\n[filesystem]\nsystem = "minimal"\nro = ["'$WORK$'/secrets", "'$PROBE$'"]\n[env]\ninherit = "minimal"\n'
for place in . .config/sandbox/profiles .config/sandbox sandbox/profiles sandbox profiles; do
  for name in sandbox .sandbox base script build default; do printf '%s' "$wide" >"$place/$name.toml"; done
done
reading() { "$SANDBOX" "$@" --ro "$PROBE" -- "$PROBE" read "$WORK/secrets/key"; }

says secret 'a profile that is named by its path is used' "$SANDBOX" -p ./script.toml -- "$PROBE" read "$WORK/secrets/key"
says secret '    or in a directory that the caller searches' env SANDBOX_PROFILE_PATH="$PWD" "$SANDBOX" -p script -- "$PROBE" read "$WORK/secrets/key"
refused_with ENOENT 'by default none is used' reading
for name in base script build; do refused_with ENOENT "    for no name: $name" reading -p "$name"; done
# A place that is relative, or empty, would be in the project.
for variable in SANDBOX_PROFILE_PATH XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS XDG_DATA_HOME; do
  for value in '' . ./ .config : :: .:. sandbox; do
    refused_with ENOENT "    with $variable=${value:-(empty)}" env "$variable=$value" "$SANDBOX" -p script --ro "$PROBE" -- "$PROBE" read "$WORK/secrets/key"
  done
done
refused_with ENOENT '    without a home' env -u HOME "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" read "$WORK/secrets/key"
printf 'version = 1\nextends = ["base"]\n' >../mine.toml
refused_with ENOENT '    nor as what another profile extends' reading -p ../mine.toml

# What is there to be chosen the next time cannot be written by what runs now.
mkdir -p "$HOME/.config/sandbox/profiles"
for name in script build; do
  refused "the profile $name gives no place for a profile of the next run" "$SANDBOX" -p "$name" -- \
    sh -c 'mkdir -p ~/.config/sandbox/profiles; : >~/.config/sandbox/profiles/script.toml; test -e "$0"' /nonexistent
  same '' "$(ls -A "$HOME/.config/sandbox/profiles")" '    and none is left'
done
