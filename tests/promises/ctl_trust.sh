#!/usr/bin/env bash
# promise: what `sandboxctl trust` has recorded is used until it changes or is revoked, and only from outside can it be recorded
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git && cd project || exit
show_mark() { "$SANDBOX" -q sh -c 'echo "${FOUND-none}"'; }
record=$HOME/.local/state/sandbox/trusted
printf 'version = 1\nextends = ["base", "./more.toml"]\nfilesystem.rw = ["${PROJECT}"]\n' >sandbox.toml
printf 'version = 1\nenv.set.FOUND = "project"\n' >more.toml

says none 'a profile in a project is not used before' show_mark
works 'it can be trusted' "$SANDBOXCTL" trust
verdict "$([[ $out == *"may change $PWD"* && $out == *'env.set.FOUND = "project"'* ]] && echo yes)" '    and is told what it allows' 'what it may change, and each difference'
says project '    and is used then, with what it extends by its path' show_mark
works 'the record is as sha256sum has it' sha256sum --check --quiet "$record"
same '600 700' "$(stat -c %a "$record") $(stat -c %a "${record%/*}")" '    and nobody else can read it'

echo '# changed' >>more.toml
complains '*more.toml is not trusted*' 'not after a change of what it extends' show_mark
matches '*changed since*more.toml*' '    which is listed' "$SANDBOXCTL" trust --list
works '    until both are trusted again' "$SANDBOXCTL" trust ./sandbox.toml
says project '    and used again' show_mark
works 'trust can be taken back' "$SANDBOXCTL" trust --revoke
says none '    and it is used no more' show_mark

# From inside: the second program is there, the home is writable, and yet.
mkdir -p "$HOME/.config/sandbox/profiles"
inside() { "$SANDBOX" -p base --set filesystem.home=rw --rw "$PWD" --ro "$SANDBOXCTL" -- "$SANDBOXCTL" "$@"; }
before=$(<"$record")
complains '*cannot write*/trusted*read-only file system*' 'from inside nothing can be trusted' inside trust "$PWD/sandbox.toml"
complains '*cannot write*/trusted*read-only file system*' '    nor revoked' inside trust --revoke "$PWD/more.toml"
same "$before" "$(<"$record")" '    and the record is the old one'
works '    while it can be read there' inside trust --list

printf 'version = 1\n[[when]]\nif = { exists = "${PWD}/.flag" }\nthen = { network = { mode = "host" } }\n' >more.toml
matches '*when*more.toml:2*if.exists = "${PWD}/.flag"*then = { network = { mode = "host" } }*' \
  'what is extended by its path tells what it would allow in other circumstances' "$SANDBOXCTL" trust ./sandbox.toml
"$SANDBOXCTL" trust --revoke ./sandbox.toml ./more.toml >/dev/null
before=$(<"$record")

printf 'version = 1\nnonsense = 1\n' >sandbox.toml
refused 'a broken profile is not trusted' "$SANDBOXCTL" trust
same "$before" "$(<"$record")" '    and nothing is recorded'

# Two at once: neither loses.
printf 'version = 1\n' | tee one.toml two.toml >sandbox.toml
for name in one two sandbox; do "$SANDBOXCTL" trust "./$name.toml" >/dev/null & done
wait
same 3 "$(grep -c "/\(one\|two\|sandbox\).toml$" "$record")" 'of those who record at once nobody is lost'
if [[ $WHO == user ]]; then
  chmod 500 "${record%/*}"
  before=$(<"$record")
  complains '*cannot write*/trusted*permission denied*' 'a record that cannot be written is an error' "$SANDBOXCTL" trust ./one.toml
  same "$before" "$(<"$record")" '    and stays as it was'
  chmod 700 "${record%/*}"
fi
