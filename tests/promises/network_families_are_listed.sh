#!/usr/bin/env bash
# promise: network.families lists the families of sockets: what it leaves out is closed, what it names is left to the kernel
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

works 'IPv4 is there when nothing is listed' ask -- socket 2
only=(ask --set 'network.families=["unix"]' --)
works 'with local sockets alone, local ones work' "${only[@]}" socket 1
refused_with EAFNOSUPPORT '    and IPv4 does not' "${only[@]}" socket 2
refused_with EAFNOSUPPORT '    nor routing' "${only[@]}" socket 16 3 0
refused_with EAFNOSUPPORT 'packets are closed' ask -- socket 17 2
works_outside=$("$PROBE" socket 40 1 || :)
if [[ $works_outside == ok ]]; then
  refused_with EAFNOSUPPORT 'the host of a virtual machine is out of reach' ask -- socket 40 1
  works '    but for a profile that lists it' ask --set 'network.families=["unix", "vsock"]' -- socket 40 1
fi
refused_with EPERM 'a profile that lists packets leaves the rest to the kernel' \
  ask --set 'network.families=["packet"]' -- socket 17 2
complains '*cannot be "inett", did you mean "inet"*' 'a family that there is not is refused' ask --set 'network.families=["inett"]' -- socket 2
