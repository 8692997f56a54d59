#!/usr/bin/env bash
# promise: a launcher that is set-user-ID, set-group-ID or has file capabilities refuses to run and says how to mend it
# as: root
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

chmod 755 "$SCRATCH" "$WORK"
# somebody CMD…: as a user who is not root, in a group that is not root's.
somebody() { HOME=/nonexistent setpriv --reuid 54322 --regid 54322 --clear-groups "$@"; }
cp "$SANDBOX" launcher && chmod 755 launcher
works 'a plain copy runs' somebody ./launcher -p base -- /bin/true
chmod 4755 launcher
[[ $(somebody findmnt -no OPTIONS -T . 2>/dev/null) != *nosuid* ]] || skip 'set-user-ID means nothing in this directory'
complains "*set-user-ID*chmod u-s*" 'set-user-ID it refuses' somebody ./launcher -p base -- /bin/true
complains '*set-user-ID*' '    also to show its help' somebody ./launcher --help
works '    while root, who gains nothing, is served' ./launcher -p base -- /bin/true
chmod 2755 launcher
complains '*set-group-ID*chmod g-s*' 'set-group-ID it refuses' somebody ./launcher -p base -- /bin/true
chmod 755 launcher
capture setcap cap_net_raw+ep launcher
((status == 0)) || skip "file capabilities cannot be set here: $err"
complains '*file capabilities*setcap -r*' 'with file capabilities it refuses' somebody ./launcher -p base -- /bin/true
works '    and what it says to do helps' setcap -r launcher
works '    for then it runs' somebody ./launcher -p base -- /bin/true
