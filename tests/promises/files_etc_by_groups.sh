#!/usr/bin/env bash
# promise: of /etc only the groups that the profile names are there; "full" shows all of it, read-only
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for file in nsswitch.conf ld.so.cache shells services ssl; do
  works "@base and @tls show $file" ask -- kind "/etc/$file"
done
for file in shadow gshadow sudoers hostname resolv.conf crontab fstab machine-id ssh subuid; do
  refused_with ENOENT "they do not show $file" ask -- kind "/etc/$file"
done
says $'127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback' 'of hosts they know localhost alone' box -- cat /etc/hosts
works '@dns shows hosts' ask --set 'filesystem.etc=["@base", "@dns"]' -- open-read /etc/hosts
refused_with ENOENT '    and still not fstab' ask --set 'filesystem.etc=["@base", "@dns"]' -- kind /etc/fstab
works 'a single file can be named' ask --set 'filesystem.etc=["hosts"]' -- open-read /etc/hosts
same "$(cat /etc/hosts)" "$(box --set 'filesystem.etc=["hosts"]' -- cat /etc/hosts)" '    and is what it is outside'
complains '*no-such-file*' 'one that is not there is an error' ask --set 'filesystem.etc=["no-such-file"]' -- cwd
complains '*@bsae*@base*' 'a group that does not exist is an error, with a suggestion' ask --set 'filesystem.etc=["@bsae"]' -- cwd

full() { box --set filesystem.system=full -- "$@"; }
same "$(ls -A /etc)" "$(full ls -A /etc)" '"full" shows every name'
refused_with EROFS '    and nothing can be changed' full "$PROBE" create /etc/new
lacks '*daemon*' '    with the generated passwd' full cat /etc/passwd
refused_with ENOENT 'without a system there is no /etc but the accounts' ask --set filesystem.system=none -- kind /etc/shells
says $'group\npasswd' '    and these are there' ask --set filesystem.system=none -- readdir /etc
refused_with ENOENT '    nor /usr' ask --set filesystem.system=none -- kind /usr
