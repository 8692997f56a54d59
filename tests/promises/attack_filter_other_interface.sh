#!/usr/bin/env bash
# promise: what the filter refuses is not had by the 32-bit interfaces, in which calls have other numbers
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"
[[ $(uname -m) == x86_64 ]] || skip 'this machine has no other interfaces'

careless_filter refuses.bpf "$(number_of unshare)" "$(number_of getpid)"
filtered() { careless --seccomp 8 -- "$PROBE" "$@" 8<refuses.bpf; }
refused_with EPERM 'careless: a filter of numbers refuses unshare' filtered unshare user
capture "$PROBE" int80 20
if [[ $out == ok ]]; then
  works '    and by int 0x80 a user namespace is made' filtered int80 310 0x10000000
else
  echo "skip  careless: this kernel has no 32-bit calls: $out"
fi
capture "$PROBE" x32 39
if [[ $out == ok ]]; then works '    and by x32 a refused call works' filtered x32 39; else echo "skip  careless: this kernel has no x32 calls: $out"; fi

for call in '310 0x10000000' '20' '21 0 0' '120 0x10000011 0'; do
  # shellcheck disable=SC2086  # the number and its arguments are meant
  refused_with ENOSYS "by default int 0x80 does nothing: $call" ask -- int80 $call
done
for call in '272 0x10000000' '39' '165'; do
  # shellcheck disable=SC2086
  refused_with ENOSYS "    nor x32: $call" ask -- x32 $call
done
[[ $("$PROBE" int80 20) != ok ]] || works 'a profile that opens the interface gets it' ask --set 'seccomp.features=["multiarch"]' -- int80 20
works 'the ordinary calls work' ask -- call getpid
