#!/usr/bin/env bash
# promise: with subordinate ids a root of the sandbox's own gives files to other users and becomes them, outside all are lent ids
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/subids.bash"

mkdir project && chown "$lent_user:$lent_group" project
project=$WORK/project
owner() { stat -c '%u %g' "$project/$1"; }

fake_root
says '0 0 0 0' 'the command is user 0' lent_ask -- ids
works 'and makes a file' lent_ask --rw "$project" -- write "$project/file" text
same "$lent_user $lent_group" "$(owner file)" '    which is the caller'\''s outside'
works 'it gives the file to user 33' lent_ask --rw "$project" -- chown 33 "$project/file"
matches 'file * 33 33 *' '    who has it inside' lent_ask --rw "$project" -- stat "$project/file"
if [[ $WHO == root ]]; then same "700032 700032" "$(owner file)" '    and outside somebody who is lent'; fi
works 'install(1) knows the accounts of the system' \
  lent_box --rw "$project" -- sh -c 'cd "$0" && echo text >a && install -o man -g man a b && [ "$(stat -c %U:%G b)" = man:man ]' "$project"
refused_with EINVAL 'an id that is not lent cannot have it' lent_ask --rw "$project" -- chown 4294967290 "$project/file"
works 'the command becomes user 33' lent_ask -- setuid 33
works '    group 33' lent_ask -- setgid 33
works '    and leaves groups' lent_ask -- setgroups
says '33 33 33' '    for good, in a program that it starts' \
  lent_ask -- as-user 33 /bin/sh -c 'echo $(id -u) $(id -g) $(id -G)'
refused_with EPERM '    who cannot become root again' lent_ask -- as-user 33 "$PROBE" setuid 0
works 'what is another user'\''s can be removed again' lent_box --rw "$project" -- sh -c 'rm "$0"/*' "$project"
says '' '    and is gone outside' ls -A "$project"
if [[ $WHO == root ]]; then
  mkdir -m 700 roots && touch roots/file
  works 'the host'\''s root gives files to those who are lent to him' ask --rw "$WORK/roots" -- chown 33 "$WORK/roots/file"
  same '900032 900032' "$(stat -c '%u %g' roots/file)" '    who are others outside'
fi
lacks "*:x:${lent_user}:*" 'who lives on the host is not named' lent_box -- cat /etc/passwd
refused_with EPERM 'user namespaces and mounts stay closed' lent_ask -- unshare user
refused_with EPERM '    both' lent_ask -- mount-new tmpfs /tmp

profile <<'T'
extends = ["base"]
user = { uid = 0, gid = 0, subids = true }
T
works 'without capabilities' lent_ask --rw "$project" -- write "$project/file" text
refused_with EPERM '    no file is given away' lent_ask --rw "$project" -- chown 33 "$project/file"
refused_with EPERM '    nobody is become' lent_ask -- setuid 33
refused_with EPERM '    and no group is left' lent_ask -- setgroups
profile <<'T'
extends = ["base"]
user = { uid = 0, gid = 0 }
capabilities.keep = ["chown", "setuid"]
T
refused_with 'EINVAL|EPERM' 'without subordinate ids there is no user 33' lent_ask --rw "$project" -- chown 33 "$project/file"
refused_with 'EINVAL|EPERM' '    to become' lent_ask -- setuid 33

profile <<'T'
extends = ["base"]
user.subids = true
T
says "$lent_user $lent_user $lent_group $lent_group" 'without a wish the command has the caller'\''s ids' lent_ask -- ids
says "$lent_user" '    which stand in the middle of the lent ones' \
  lent_box -- awk -v own="$lent_user" '$1 == own && $2 == own && $3 == 1 { print $1 }' /proc/self/uid_map
