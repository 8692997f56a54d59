#!/usr/bin/env bash
# promise: only ordinary families of sockets can be made, whatever the network; those that no namespace holds cannot
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for mode in none host; do
  inside=(ask --set "network.mode=$mode" --)
  works "$mode: local sockets" "${inside[@]}" socket 1
  works '    of datagrams' "${inside[@]}" socket 1 2
  works '    IPv4' "${inside[@]}" socket 2
  works '    IPv4 datagrams' "${inside[@]}" socket 2 2
  works '    IPv6' "${inside[@]}" socket 10
  works '    the routing protocol of the kernel' "${inside[@]}" socket 16 3 0
  # key packet llc can tipc bluetooth alg nfc vsock kcm qipcrtr smc xdp
  for family in 15 17 26 29 30 31 38 39 40 41 42 43 44; do
    refused_with 'EAFNOSUPPORT|EPERM' "    not family $family" "${inside[@]}" socket "$family" 2
    refused_with 'EAFNOSUPPORT|EPERM' '        of streams' "${inside[@]}" socket "$family" 1
  done
  for protocol in 4 5 6 9 12 15 16 20; do
    refused_with 'EPERM|EPROTONOSUPPORT|EAFNOSUPPORT' "    not protocol $protocol of the kernel" "${inside[@]}" socket 16 3 "$protocol"
  done
  # The kernel looks at 32 bits of the family.
  refused_with 'EAFNOSUPPORT|EPERM' '    not with further bits either' "${inside[@]}" socket 0x100000028 1
done
works 'outside the kernel gives one of them' "$PROBE" socket 16 3 15
