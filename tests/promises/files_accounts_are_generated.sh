#!/usr/bin/env bash
# promise: passwd and group name the user, root and nobody, and tell nothing about who else lives on the host
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

ids() { box "$@" -- cut -d : -f 3 /etc/passwd; }
expected=$(printf '%s\n' 0 65534 "$(id -u)" | sort -nu)
for name in base build script; do
  same "$expected" "$("$SANDBOX" -p "$name" -- cut -d : -f 3 /etc/passwd | sort -n)" "$name: passwd has the user, root and nobody"
done
same "$(printf '%s\n' 0 65534 "$(id -g)" | sort -nu)" "$(box -- cut -d : -f 3 /etc/group | sort -n)" 'group has their groups'
lacks '*daemon*' 'no other account of the host is named' box -- cat /etc/passwd /etc/group
matches '*daemon*' 'which the host has' cat /etc/passwd
refused_with 'ENOENT|EACCES' 'there is no shadow' ask -- open-read /etc/shadow

# What node, git, ssh and python ask for.
says "$(id -u) $HOME" 'programs find the user and the home' \
  box -- python3 -c 'import os, pwd; u = pwd.getpwuid(os.getuid()); print(u.pw_uid, u.pw_dir)'
works '    and a name for it' box -- id -un
works '    and one for the group' box -- id -gn
works 'USER is that name' box -- sh -c '[ "$(id -un)" = "$USER" ] && [ "$(id -un)" = "$LOGNAME" ]'
profile <<'T'
extends = ["base"]
[user]
uid = 1234
gid = 1235
T
says "1234 1235 $HOME" 'with other ids they are the ids that the command has' \
  box -- python3 -c 'import os, pwd; u = pwd.getpwuid(os.getuid()); print(u.pw_uid, u.pw_gid, u.pw_dir)'
