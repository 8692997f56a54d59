#!/usr/bin/env bash
# promise: the root and the system are read-only for everyone inside, whatever user the command is
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

profile <<'T'
extends = ["base"]
user.uid = 0
user.gid = 0
T
as_root=$PROFILE
for who in base "$as_root"; do
  PROFILE=$who
  for directory in / /etc /usr /usr/bin /var /dev /etc/ssl; do
    refused_with EROFS "$(basename "$who" .toml): nothing can be made in $directory" ask -- create "$directory/promise"
  done
  # The last two belong to host root: a command that is not is refused even earlier.
  refused_with EROFS 'nothing can be removed' ask -- unlink /etc/passwd
  refused_with EROFS 'nothing can be renamed' ask -- rename /etc /other
  refused_with 'EROFS|EPERM' 'no mode can be changed' ask -- chmod 0777 /usr
  refused_with 'EROFS|EPERM' 'no owner can be changed' ask -- chown "$(id -u)" /etc
  refused_with 'EROFS|EACCES' 'no file of the system can be opened for writing' ask -- open-write /usr/bin/env
  refused_with 'EROFS|EACCES' 'nor the generated passwd' ask -- open-write /etc/passwd
  works 'while /tmp can be written' ask -- create /tmp/promise
done
matches 'ro,*tmpfs' 'the root is a read-only file system in memory' ask -- mount-facts /
