#!/usr/bin/env bash
# promise: what is written in an rw directory is written on the host, as the caller; only there, and without devices
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project
works 'a file is written' ask --rw "$WORK/project" -- write "$WORK/project/file" text
says "text $(id -u) $(id -g)" 'it is on the host, and belongs to the caller' sh -c 'echo $(cat project/file) $(stat -c "%u %g" project/file)'
works 'a directory is made' ask --rw "$WORK/project" -- mkdir "$WORK/project/directory"
works 'a file is renamed' ask --rw "$WORK/project" -- rename "$WORK/project/file" "$WORK/project/directory/file"
works 'a mode is changed' ask --rw "$WORK/project" -- chmod 0600 "$WORK/project/directory/file"
works 'a FIFO is made' ask --rw "$WORK/project" -- mkfifo "$WORK/project/fifo"
says $'project\nproject/directory\nproject/directory/file\nproject/fifo' 'the host has all of it' sh -c 'find project | sort'
refused_with ENOENT 'the directory above shows nothing else' ask --rw "$WORK/project" -- kind "$SCRATCH/home/.."/profile-0.toml
says project '    but the one it shows' ask --rw "$WORK/project" -- readdir "$WORK"

says '' 'nothing of the sandbox honours a set-user-id bit' ask --rw "$WORK/project" -- mounts-without nosuid
says '' 'no tree of the host has devices, but for the single ones in /dev' \
  ask --rw "$WORK/project" -- mounts-without nodev devpts devtmpfs
if [[ $WHO == root ]]; then
  mknod project/null c 1 3
  chmod 666 project/null
  works 'a device that somebody left there works outside' "$PROBE" device-write project/null
  refused_with EACCES '    and cannot be opened inside' ask --rw "$WORK/project" -- device-write "$WORK/project/null"
fi
refused_with EPERM 'a device cannot be made' ask --rw "$WORK/project" -- mknod "$WORK/project/zero" 1 5
