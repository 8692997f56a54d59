#!/usr/bin/env bash
# promise: the 32-bit interfaces of the kernel, in which a number means another call, are refused without killing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
[[ $(uname -m) == x86_64 ]] || skip 'this machine has other interfaces'

# 20 is getpid there, 310 unshare.
capture "$PROBE" int80 20
if [[ $out == ok ]]; then
  refused_with 'ENOSYS|EPERM' 'a 32-bit getpid is refused' ask -- int80 20
  refused_with 'ENOSYS|EPERM' '    and a 32-bit unshare' ask -- int80 310 0x10000000
  refused_with 'ENOSYS|EPERM' '    and a 32-bit mount' ask -- int80 21 0 0
fi
refused_with 'ENOSYS|EPERM' 'an x32 getpid is refused' ask -- x32 39
refused_with 'ENOSYS|EPERM' '    and an x32 unshare' ask -- x32 272 0x10000000
works 'the ordinary getpid works' ask -- call getpid
