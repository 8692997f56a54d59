#!/usr/bin/env bash
# promise: the command has the ids of the caller, or the single ones that a profile chooses, and can become nobody else
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project
u=$(id -u) g=$(id -g)
says "$u $u $g $g" 'inside the ids are the same' ask -- ids
says "$u" 'one user is mapped, and no other' box -- sh -c 'set -- $(cat /proc/self/uid_map); [ "$3" = 1 ] && echo $1'
says "$g" '    and one group' box -- sh -c 'set -- $(cat /proc/self/gid_map); [ "$3" = 1 ] && echo $1'
for id in 0 1 1000 65534; do
  ((id == u)) || refused_with 'EINVAL|EPERM' "user $id cannot be become" ask -- setuid "$id"
  ((id == g)) || refused_with 'EINVAL|EPERM' "nor group $id" ask -- setgid "$id"
done

for id in 0 1234; do
  profile <<T
extends = ["base"]
[user]
uid = $id
gid = $id
T
  says "$id $id $id $id" "a profile can choose $id" ask -- ids
  works '    and files can be written' ask --rw "$WORK/project" -- write "$WORK/project/by-$id" text
  same "$u $g" "$(stat -c '%u %g' "project/by-$id")" '    which belong to the caller outside'
  says "file 0644 $id $id 4" '    and to the chosen ids inside' ask --rw "$WORK/project" -- stat "$WORK/project/by-$id"
  refused_with 'EINVAL|EPERM' '    while no other owner can be given' ask --rw "$WORK/project" -- chown 1 "$WORK/project/by-$id"
  says '' '    and no capability comes with them' box -- sh -c '"$0" capabilities | grep -v " 0$" || :' "$PROBE"
done
profile <<'T'
extends = ["base"]
[user]
uid = 1234
T
says "1234 1234 $g $g" 'the other id stays the own' ask -- ids
for wrong in -1 4294967295 4294967296 '"root"'; do
  complains '*user.uid*' "$wrong is no user id" ask --set "user.uid=$wrong" -- ids
done
