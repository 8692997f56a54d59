#!/usr/bin/env bash
# promise: a project's own profile is used only while it is the one that was trusted, and nothing inside can say that it is
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git && cd project || exit
show_mark() { "$SANDBOX" sh -c 'echo "${FOUND-none}"'; }
record=$HOME/.local/state/sandbox/trusted
trust() { mkdir -p "${record%/*}" && sha256sum "$@" >"$record"; }
printf 'version = 1\nextends = ["base"]\nenv.set.FOUND = "project"\nfilesystem.rw = ["${PROJECT}"]\n' >sandbox.toml

says none 'it is not used before' show_mark
verdict "$([[ $err == *"project/sandbox.toml is not trusted, and not used; look at it, then: sandboxctl trust "* && $err != *$'\n'* ]] && echo yes)" \
  '    and named in one line' 'one line on stderr'
says none '    which -q silences' "$SANDBOX" -q sh -c 'echo "${FOUND-none}"'
verdict "$([[ -z $err ]] && echo yes)" '    wholly' 'nothing on stderr'

trust "$PWD/sandbox.toml"
says project 'it is used afterwards' show_mark
says project '    from any directory of the project' sh -c 'mkdir -p sub && cd sub && exec "$0" sh -c "echo \$FOUND"' "$SANDBOX"
says none '    and gives way to -p' "$SANDBOX" -p base sh -c 'echo "${FOUND-none}"'
"$SANDBOX" sh -c 'echo "# changed" >>sandbox.toml' 2>/dev/null
refused 'the profile itself cannot be changed from inside' grep -q changed sandbox.toml

echo '# changed' >>sandbox.toml
says none 'it is not used after a change' show_mark

mkdir -p "$HOME/.config/sandbox/profiles"
for directory in "$HOME/.local/state/sandbox" "$HOME/.config/sandbox/profiles"; do
  refused_with 'EROFS|EACCES' "nothing can be put into ~${directory#"$HOME"} from inside" \
    "$SANDBOX" -p base --set filesystem.home=rw --ro "$PROBE" -- "$PROBE" create "$directory/new"
done

# All is allowed by a filter of the project's own; of the same bytes twice.
printf '\6\0\0\0\0\0\377\177' >own.bpf
printf 'version = 1\nextends = ["base"]\nenv.set.FOUND = "filtered"\nseccomp.bpf = "${PROFILE_DIR}/own.bpf"\n' >sandbox.toml
trust "$PWD/sandbox.toml" "$PWD/own.bpf"
says filtered 'with a filter program it is used while both are trusted' show_mark
printf '\6\0\0\0\0\0\377\177\6\0\0\0\0\0\377\177' >own.bpf
complains '*own.bpf is not trusted, and a trusted profile uses it*sandbox.toml:4*' '    and not after the filter has changed' show_mark

printf 'version = 1\nextends = ["base", "./more.toml"]\n' >sandbox.toml
printf 'version = 1\nenv.set.FOUND = "more"\n' >more.toml
trust "$PWD/sandbox.toml"
complains '*more.toml is not trusted, and a trusted one extends it*' 'what it extends must be trusted as well' show_mark
trust "$PWD/sandbox.toml" "$PWD/more.toml"
says more '    and is used then' show_mark
