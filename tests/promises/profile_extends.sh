#!/usr/bin/env bash
# promise: a profile that extends others adds to them and replaces single values
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir -p family lower upper && echo lower >lower/file && echo upper >upper/file
cat >family/parent.toml <<EOT
version = 1
extends = ["base"]
[filesystem]
ro = ["$WORK/lower:/lower"]
[env.set]
COLOUR = "blue"
SHAPE = "round"
[namespaces]
hostname = "parent"
EOT
cat >family/child.toml <<EOT
version = 1
extends = ["./parent.toml"]
[filesystem]
ro = ["$WORK/upper:/upper"]
[env.set]
COLOUR = "red"
[namespaces]
hostname = "child"
EOT
child() { "$SANDBOX" -p family/child.toml "$@"; }
says $'lower\nupper' 'lists append' child cat /lower/file /upper/file
says 'red round' 'tables merge' child sh -c 'echo "$COLOUR $SHAPE"'
says child 'single values replace' child uname -n
says green 'a flag comes last of all' child --env COLOUR=green sh -c 'echo "$COLOUR"'
says 'flag' 'and --set too' child --set namespaces.hostname=flag uname -n

sed -i "s|^ro = .*|ro = [\"!$WORK/lower:/lower\"]|" family/child.toml
refused_with 'ENOENT' 'an entry that is taken out is not there' child --ro "$PROBE" -- "$PROBE" open-read /lower/file
complains '*--set filesystem.ro: filesystem.ro has no "/nowhere" to take out*' 'what is not there cannot be taken out' \
  child --set 'filesystem.ro=["!/nowhere"]' true

printf 'version = 1\nextends = ["./b.toml"]\n' >a.toml
printf 'version = 1\nextends = ["./a.toml"]\n' >b.toml
complains '*circle: *a.toml*b.toml*' 'a circle is refused' "$SANDBOX" -p ./a.toml true
printf 'version = 1\nextends = ["bse"]\n' >c.toml
complains '*no profile "bse", did you mean "base"?*wanted by *c.toml:2 extends*' 'a parent that is missing is named with its place' \
  "$SANDBOX" -p c.toml true
