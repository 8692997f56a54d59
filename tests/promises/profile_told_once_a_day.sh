#!/usr/bin/env bash
# promise: which profile was picked is said once a day, and again when it allows something else; never in scripts, and its record is no way in
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p project/.git other/.git && cd project || exit
printf '#!/bin/sh\necho ran\n' | tee configure >autogen.sh
chmod +x configure autogen.sh && cp configure ../other
terminal() { script -qec "$*" /dev/null </dev/null | tr -d '\r'; }
told() { terminal "$SANDBOX" "$@" | awk '/^sandbox: profile / { n++ } $0 == "ran" { ran = 1 } END { print ran ? n + 0 : "not run" }'; }
state=$HOME/.local/state/sandbox

works 'in a script' "$SANDBOX" ./configure
same '' "$err" '    nothing is said'
verdict "$([[ ! -e $state ]] && echo yes)" '    and nothing recorded' 'no state directory'
same 1 "$(told ./configure)" 'at a terminal it is said'
same 0 "$(told ./configure)" '    once'
same 0 "$(told ./autogen.sh)" '    for all commands that have it'
same 1 "$(told -v ./configure)" '    but with -v'
same 1 "$(cd ../other && told ./configure)" 'in another project, which it may change, it is said, too'
same 0 "$(told ./configure)" '    and still not again in the first'
mkdir -p "$HOME/.config/sandbox/profiles/build.d" && printf 'version = 1\nnetwork.mode = "host"\n' >"$HOME/.config/sandbox/profiles/build.d/net.toml"
same 1 "$(told ./configure)" 'it is said when the profile allows something else'
same 0 "$(told ./configure)" '    once'
works 'a day later' sed -Ei 's/^[0-9]+/100/' "$state/.told"
same 1 "$(told ./configure)" '    it is said again'
same '700 600' "$(stat -c %a "$state") $(stat -c %a "$state/.told")" 'the record is for its owner alone'

all_told() { for _ in {1..20}; do terminal "$SANDBOX" ./configure >>"$WORK/many" 2>&1 & done; wait; }
rm "$state/.told" && all_told
same 20 "$(grep -c '^ran' "$WORK/many")" 'many launches at once all run'
same 0 "$(grep -cvE '^[0-9]+ [0-9a-f]{64}$' "$state/.told")" '    and leave no half line'
same 0 "$(told ./configure)" '    and it was said'

# As root the modes of a directory keep nothing away.
echo kept >"$WORK/victim" && ln -sf "$WORK/victim" "$state/.told"
same 1 "$(told ./configure)" 'a link in place of the record is not followed: it is said'
same 1 "$(told ./configure)" '    each time'
same kept "$(<"$WORK/victim")" '    and what it leads to stays'
rm "$state/.told" && ln "$WORK/victim" "$state/.told"
same 1 "$(told ./configure)" 'nor is a second name of a file taken'
same kept "$(<"$WORK/victim")" '    and that stays, too'
rm "$state/.told" && mkfifo "$state/.told"
same 1 "$(told ./configure)" 'nobody waits at a pipe'
rm "$state/.told" && mkdir "$state/.told"
matches '*ran' 'where nothing can be recorded, the command runs' terminal "$SANDBOX" ./configure
rmdir "$state/.told" && told ./configure >/dev/null
cp "$state/.told" "$WORK/before"
exits 1 'from inside the record cannot be changed' "$SANDBOX" --rw "$HOME" --ro "$PROBE" -- "$PROBE" write "$state/.told" x
works '    and stays' cmp "$WORK/before" "$state/.told"
