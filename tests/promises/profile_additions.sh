#!/usr/bin/env bash
# promise: files in NAME.d add to a profile, wherever that is found, and one that cannot be read stops the launch
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

additions=$HOME/.config/sandbox/profiles/base.d
mkdir -p "$additions" shown
touch shown/file
printf 'version = 1\nfilesystem.ro = ["%s/shown"]\nenv.set.A = "first"\n' "$WORK" >"$additions/10-first.toml"
printf 'version = 1\nenv.set.A = "second"\n' >"$additions/20-second.toml"
works 'what they open is open' ask -- open-read "$WORK/shown/file"
says second 'the later name has the last word' box -- sh -c 'echo "$A"'
says second 'they add to what a profile extends' "$SANDBOX" -p script sh -c 'echo "$A"'
printf 'version = 1\nfilesystem.hide = ["%s/shown/file"]\nenv.set = { "!A" = true }\n' "$WORK" >"$additions/30-third.toml"
refused_with 'EACCES' 'they close and take out as well' ask -- open-read "$WORK/shown/file"
says unset '    also single names of a table' box -- sh -c 'echo "${A-unset}"'
echo 'nonsense' >"$additions/40-broken.toml"
complains '*40-broken.toml:1:*' 'one that is wrong stops the launch' box -- true
rm "$additions/40-broken.toml"
if [[ $WHO == user ]]; then
  chmod 000 "$additions/30-third.toml"
  complains '*30-third.toml: permission denied*' 'and so does one that cannot be read' box -- true
  chmod 644 "$additions/30-third.toml" && chmod 000 "$additions"
  complains '*base.d: permission denied*' '    or a directory of them' box -- true
  chmod 755 "$additions"
fi
