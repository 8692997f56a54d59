#!/usr/bin/env bash
# promise: no program can be given away with the caller's rights: inside, no file becomes set-user-ID or set-group-ID by any call
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project
changing=(fchmod fchmodat)
making=(openat tmpfile mknodat)
if [[ $(uname -m) == x86_64 ]]; then changing+=(chmod) making+=(creat open mknod); fi
box_mode() { ask --rw "$WORK/project" -- give-mode "$@"; }

# where CALL: a file that is there, one that is not, or a directory, as the call needs it.
where() {
  case $1 in
    tmpfile) echo "$WORK/project" ;;
    *chmod*) : >"$WORK/project/there" && echo "$WORK/project/there" ;;
    *) rm -f "$WORK/project/new" && echo "$WORK/project/new" ;;
  esac
}

for call in "${changing[@]}" "${making[@]}"; do
  for mode in 04755 02755; do
    works "outside, $call gives a file the mode $mode" "$PROBE" give-mode "$call" $mode "$(where "$call")"
    refused_with EPERM '    and not inside' box_mode "$call" $mode "$(where "$call")"
  done
  works "    $call works with other modes" box_mode "$call" 0755 "$(where "$call")"
done
capture "$PROBE" give-mode fchmodat2 0644 "$(where fchmodat2)"
if [[ $out == ok ]]; then
  refused_with EPERM 'fchmodat2 is looked at likewise' box_mode fchmodat2 04755 "$(where fchmodat2)"
  works '    and works with other modes' box_mode fchmodat2 0755 "$(where fchmodat2)"
fi
refused_with ENOSYS 'openat2, whose mode cannot be seen, is not there' box_mode openat2 0644 "$(where openat2)"

cp /bin/true project/program
refused 'a copy of a program stays an ordinary one' box --rw "$WORK/project" -- chmod u+s "$WORK/project/program"
says '' 'nothing on the host has such a bit' find project -perm /6000
