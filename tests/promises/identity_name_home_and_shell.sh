#!/usr/bin/env bash
# promise: a profile says what the user is called inside and where its home and shell are, and all programs see it so
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'T'
extends = ["base"]
user = { name = "builder", home = "/home/builder", shell = "/bin/dash" }
filesystem.home = "tmpfs"
filesystem.ro = ["~/settings"]
T
echo text >"$HOME/settings"
u=$(id -u) g=$(id -g)
says "builder:x:$u:$g::/home/builder:/bin/dash" 'passwd says so' box -- sed -n 1p /etc/passwd
says 'builder builder /home/builder /bin/dash' 'and the environment' \
  box --set env.inherit=minimal -- sh -c 'echo "$USER $LOGNAME $HOME $SHELL"'
works 'the private home stands there' box -- sh -c 'touch ~/x && [ -f /home/builder/x ]'
says text 'and what is shown of the home outside stands in the home inside' box -- cat /home/builder/settings
refused_with ENOENT '    while nothing stands where it is outside' ask -- open-read "$HOME/settings"
refused_with 'ENOENT' '    nor does anything else of it' ask -- readdir "$HOME"
echo mine >"$HOME/secret"
refused_with 'ENOENT' 'what is not shown is in neither' ask -- open-read /home/builder/secret

for wrong in '9' '"a:b"' '"a b"' '""'; do
  complains '*user.name*' "$wrong is no user's name" ask --set "user.name=$wrong" -- ids
done
complains '*user.home*' 'a home is an absolute path' ask --set 'user.home="x"' -- ids
complains '*cannot stand in /etc/passwd*' '    that passwd can hold' ask --set 'user.home="/a:b"' -- ids
complains '*cannot stand in /etc/passwd*' 'a shell likewise' ask --set 'user.shell="/a:b"' -- ids
T=$((u == 0 ? 1234 : u))
complains '*is the name of user 0*' 'nobody but user 0 is called root' ask --set 'user.name="root"' --set "user.uid=$T" -- ids
