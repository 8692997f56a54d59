#!/usr/bin/env bash
# promise: a filter program from a file refuses more than ours does, and never opens anything
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# filter CODE,JT,JF,K…: writes the instructions to a file.
filter() {
  python3 - "$@" >own.bpf <<'T'
import struct, sys
for word in sys.argv[1:]:
    sys.stdout.buffer.write(struct.pack("=HBBI", *(int(part, 0) for part in word.split(","))))
T
}
own() { ask --set "seccomp.bpf=\"$WORK/own.bpf\"" "$@"; }

# Everything is allowed.
filter 6,0,0,0x7fff0000
works 'a filter that allows all changes nothing' own -- call getpid
refused_with ENOSYS '    and opens nothing' own -- call io_uring_setup 0 0
# getpid of this machine answers ENOTTY.
number=$(python3 -c 'import platform; print({"x86_64": 39, "aarch64": 172}[platform.machine()])')
filter 0x20,0,0,0 "0x15,0,1,$number" 6,0,0,0x50019 6,0,0,0x7fff0000
refused_with ENOTTY 'a filter that refuses a call refuses it' own -- call getpid
works '    and no other' own -- call personality 0

# An instruction that the kernel does not take.
filter 0xff,0,0,0
complains '*cannot install a system call filter from *seccomp (EINVAL)*' 'what the kernel does not take ends the launch' own -- call getpid
[[ $err == *seccomp.bpf* ]] && good=yes || good=no
verdict "$good" '    and the message names the flag' 'seccomp.bpf'
printf 123 >own.bpf
complains '*no filter program*multiple of 8*' 'a file of another size is refused' own -- call getpid
rm own.bpf
complains '*no filter program*' 'a file that is not there is refused' own -- call getpid

# In a writable directory it stays what it is, so that no launch weakens the filter of the next one.
mkdir kept && filter 6,0,0,0x7fff0000 && mv own.bpf kept/
kept() { ask --rw "$WORK/kept" --set "seccomp.bpf=\"$WORK/kept/own.bpf\"" "$@"; }
refused_with EROFS 'the command cannot write its filter program' kept -- open-write "$WORK/kept/own.bpf"
refused_with EBUSY '    nor move it away' kept -- rename "$WORK/kept/own.bpf" "$WORK/kept/old.bpf"
works '    and can change what is beside it' kept -- create "$WORK/kept/other"
