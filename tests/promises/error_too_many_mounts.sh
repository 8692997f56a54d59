#!/usr/bin/env bash
# promise: when the kernel's limit on mounts is reached, the message says so, and nothing runs
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

# A tree that doubles with every bind of itself, until one more copy of it is too much.
mkdir tree && mount -t tmpfs none tree
limit=$(</proc/sys/fs/mount-max)
((limit <= 200000)) || skip "fs.mount-max is $limit here, more than a test should use up"
for ((count = 1, i = 0; count * 2 <= limit * 7 / 10; count *= 2, i++)); do
  mkdir "tree/$i" && mount --rbind tree "tree/$i" || break
done
works 'a sandbox that does not show it starts' box -- true
complains '*cannot attach*no space left*hint*fs.mount-max*' 'one that shows it is told of the limit' box --ro tree -- true
umount -l tree
