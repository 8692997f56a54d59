#!/usr/bin/env bash
# promise: the host of a virtual machine is not reached by its sockets (AF_VSOCK), which no network namespace holds back
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

vsock=40
capture "$PROBE" socket $vsock 1
if [[ $out == ok ]]; then
  works 'careless: a network namespace does not stop them' careless --unshare-net -- "$PROBE" socket $vsock 1
  works 'a profile that lists them gets them' ask --set 'network.families=["vsock"]' -- socket $vsock 1
else
  echo "skip  careless: this kernel has none: $out"
fi
for mode in none host; do
  refused_with EAFNOSUPPORT "network $mode: they cannot be made" ask --set "network.mode=$mode" -- socket $vsock 1
  refused_with EAFNOSUPPORT '    nor of datagrams' ask --set "network.mode=$mode" -- socket $vsock 2
done
