#!/usr/bin/env bash
# promise: a user namespace refused to unshare and clone is not had from clone3, whose flags no filter can see
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/careless.bash"

careless_filter refuses.bpf "$(number_of unshare)"
filtered() { careless --seccomp 8 -- "$PROBE" "$@" 8<refuses.bpf; }
refused_with EPERM 'careless: the filter refuses unshare' filtered unshare user
works '    and clone3 makes the namespace' filtered clone3 user
refused_with ENOSYS 'by default clone3 is not there' ask -- clone3 user
# Behind the filter stands the limit.
refused_with 'ENOSPC|EPERM|ENOSYS' '    and where a profile allows the call, the kernel makes none' ask --set 'seccomp.allow=["clone3"]' -- clone3 user
works 'namespaces where a profile allows them' ask --set 'namespaces.nested="allow"' -- unshare user
