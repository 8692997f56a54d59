#!/usr/bin/env bash
# promise: groups cannot be set inside, so that what is closed to a group of the caller stays closed
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

refused_with EPERM 'setgroups is refused' ask -- setgroups
says deny '    for ever' box -- cat /proc/self/setgroups
refused_with 'EPERM|EACCES|EROFS' '    and that cannot be changed' ask -- write /proc/self/setgroups allow
for who in 0 1234; do
  profile <<T
extends = ["base"]
user.uid = $who
user.gid = $who
T
  refused_with EPERM "also for a command that is user $who" ask -- setgroups
done
PROFILE=base
if [[ $WHO == root ]]; then
  works 'outside root may set groups' "$PROBE" setgroups
  # The group of the file may not read it; everybody else may.
  mkdir -m 755 shared && echo text >shared/file
  chown 0:4242 shared/file && chmod 0604 shared/file
  as_member=(env HOME=/nonexistent setpriv --reuid 54321 --regid 54321 --groups 4242)
  as_other=(env HOME=/nonexistent setpriv --reuid 54321 --regid 54321 --clear-groups)
  launch=("$SANDBOX" -p base --ro "$PROBE" --ro "$WORK/shared" -- "$PROBE")
  says text 'who is not in the group reads the file' "${as_other[@]}" "${launch[@]}" read "$WORK/shared/file"
  refused_with EACCES '    who is cannot, inside as outside' "${as_member[@]}" "${launch[@]}" read "$WORK/shared/file"
  refused_with EPERM '    and cannot leave the group' "${as_member[@]}" "${launch[@]}" setgroups
fi
