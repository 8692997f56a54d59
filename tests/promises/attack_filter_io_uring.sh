#!/usr/bin/env bash
# promise: what the filter refuses is not had by way of io_uring: no socket of a closed family, no set-user-ID file
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

mkdir project
capture "$PROBE" ring-socket 1 1
if [[ $out == ok ]]; then
  careless_filter refuses.bpf "$(number_of socket)"
  filtered() { careless --seccomp 8 -- "$PROBE" "$@" 8<refuses.bpf; }
  refused_with EPERM 'careless: the filter refuses every socket' filtered socket 1 1
  works '    and a ring makes one' filtered ring-socket 1 1
  # 16: netlink, of which a profile allows one protocol.
  works '    of any family' filtered ring-socket 16 3
  ringed=(ask --set 'seccomp.features=["io-uring"]' --rw "$WORK/project" --)
  works 'with the key that opens rings, they work' "${ringed[@]}" ring-socket 1 1
  refused_with EPERM '    where a set-user-ID file is refused' "${ringed[@]}" give-mode openat 04755 "$WORK/project/direct"
  works '    a ring makes it' "${ringed[@]}" ring-create 04755 "$WORK/project/by-ring"
  same 4755 "$(stat -c %a project/by-ring)" '    so a profile that opens rings opens this, too'
  rm -f project/by-ring
else
  echo "skip  careless: this kernel gives no rings: $out"
fi
refused_with ENOSYS 'by default there are no rings for sockets' ask -- ring-socket 1 1
refused_with ENOSYS '    nor for files' ask --rw "$WORK/project" -- ring-create 04755 "$WORK/project/by-ring"
same '' "$(ls -A project)" '    and nothing is made'
works 'sockets can be made without' ask -- socket 1 1
