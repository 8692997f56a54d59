#!/usr/bin/env bash
# promise: a feature opens what its kind of programs needs, and nothing else
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

with() { ask --set "seccomp.features=[\"$1\"]" "${@:2}"; }

refused_with EPERM 'keys are closed' ask -- call keyctl 0 0
works 'keyring opens them' with keyring -- call keyctl 0 -3 1
refused_with ENOSYS '    and not rings' with keyring -- call io_uring_setup 0 0
refused_with ENOSYS 'rings are closed' ask -- call io_uring_setup 0 0
capture "$PROBE" call io_uring_setup 0 0
if [[ $out == EFAULT || $out == EINVAL ]]; then
  refused_with 'EFAULT|EINVAL' 'io-uring opens them' with io-uring -- call io_uring_setup 0 0
fi
refused_with EPERM 'page faults are handled by nobody' ask -- call userfaultfd 0xfff
refused_with 'EINVAL|EPERM' 'userfaultfd lets the kernel judge' with userfaultfd -- call userfaultfd 0xfff
refused_with 'EAFNOSUPPORT' 'bluetooth is closed' ask -- socket 31 3 1
refused_with 'EPROTONOSUPPORT|EAFNOSUPPORT|EPERM' '    the feature lets the kernel judge' with bluetooth -- socket 31 3 1

mkdir project
refused_with EPERM 'no file becomes set-user-ID' ask --rw "$WORK/project" -- give-mode mknodat 04755 "$WORK/project/a"
works 'set-id-files lets it' with set-id-files --rw "$WORK/project" -- give-mode mknodat 04755 "$WORK/project/b"

refused_with EPERM 'a script cannot trace' "$SANDBOX" -p script --ro "$PROBE" "$PROBE" trace-child
works 'devel lets it' "$SANDBOX" -p script --set 'seccomp.features=["devel"]' --set 'seccomp.deny=[]' --ro "$PROBE" "$PROBE" trace-child

if [[ $(uname -m) == x86_64 ]] && [[ $("$PROBE" int80 20) == ok ]]; then
  refused_with ENOSYS '32-bit calls are closed' ask -- int80 20
  works 'multiarch opens them' with multiarch -- int80 20
  works '    seccomp.arch as well' ask --set 'seccomp.arch=["native", "x86"]' -- int80 20
  refused_with EPERM '    mount is refused there, too' with multiarch -- int80 21 0 0
  refused_with EPERM '    and a user namespace' with multiarch -- int80 310 0x10000000
  refused_with ENOSYS '    x32 stays closed' with multiarch -- x32 39
fi
complains '*x32 is not supported*' 'x32 cannot be asked for' ask --set 'seccomp.arch=["x32"]' -- call getpid
complains '*no feature "develop", did you mean "devel"*' 'a feature that there is not is refused' with develop -- call getpid
