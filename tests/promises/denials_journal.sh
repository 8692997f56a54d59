#!/usr/bin/env bash
# promise: the journal of systemd is told of a refusal in its own protocol
# as: root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
in_private_mounts

mkdir -p run/systemd/journal
mount --bind run /run
python3 -c 'import socket
journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
journal.bind("/run/systemd/journal/socket")
open("listens", "w").close()
open("entry", "wb").write(journal.recv(65536))' &
wait_for test -e listens
box --set 'log.denials="journal"' -- sh -c '/usr/sbin/chroot / true 2>/dev/null; exit 3' 2>said
wait $!
says 'SYSLOG_IDENTIFIER=sandbox' 'it is told who tells' grep SYSLOG entry
says 'MESSAGE=refused: call chroot; seccomp.allow = ["chroot"] and capabilities.keep = ["sys_chroot"] and capabilities.ambient = ["sys_chroot"] open it' 'a person reads a sentence' grep MESSAGE entry
matches '*"kind":"call","subject":"chroot"*' 'a program reads JSON' grep SANDBOX_DENIAL entry
matches '*journalctl -t sandbox*' 'and whose command has failed hears where that is' cat said
