#!/usr/bin/env bash
# promise: files and links that a profile makes are inside only, with the content and mode it says
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

echo original >source
profile <<T
extends = ["base"]
[[filesystem.file]]
path = "/etc/motd"
content = "first\nsecond"
[[filesystem.file]]
path = "~/.config/tool.conf"
content = "setting"
writable = true
[[filesystem.file]]
path = "/opt/tool/run"
content = "#!/bin/sh\necho ran\n"
perms = "0755"
[[filesystem.file]]
path = "/opt/copy"
source = "$WORK/source"
writable = true
[filesystem.symlinks]
"/opt/current" = "tool"
"~/link" = ".config/tool.conf"
T
says $'first\nsecond' 'a file has the content that the profile says' ask -- read /etc/motd
says 444 '    and can only be read' box -- stat -c %a /etc/motd
refused_with 'EROFS|EACCES' '    not written' ask -- open-write /etc/motd
refused_with EROFS '    nor replaced' ask -- rename /etc/passwd /etc/motd
says ran 'a file may be a program' box -- /opt/tool/run
says changed 'a writable one can be changed' box -- sh -c 'echo changed >"$1"; cat "$1"' "$PROBE" "$HOME/.config/tool.conf"
says setting '    for one run' ask -- read "$HOME/.config/tool.conf"
refused 'and is not in the home on the host' test -e "$HOME/.config"
says changed 'a copy of a file of the host can be changed' box -- sh -c 'echo changed >/opt/copy; cat /opt/copy'
same original "$(<source)" '    and the file itself is not'
says tool 'a link has the text that the profile says' ask -- readlink /opt/current
says ran '    and leads there' box -- /opt/current/run
says setting '    also in the home' ask -- read "$HOME/link"
profile <<T
extends = ["base"]
filesystem.rw = ["$WORK"]
[filesystem.symlinks]
"$WORK/link" = "/etc/passwd"
T
complains '*would have to be made on the host*' 'a link is never made on the host' ask -- cwd
refused '    and is not there' test -L "$WORK/link"
