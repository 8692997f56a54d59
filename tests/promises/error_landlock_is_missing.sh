#!/usr/bin/env bash
# promise: a kernel without Landlock is told about when the profile needs it, and does not stop a launch that does not
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
landlock_version_at_least 2 || skip 'there is no Landlock here to be without'

# strace stands between launcher and kernel: there is no Landlock, or it is not enabled.
without() {
  strace -f -qq -o /dev/null -e trace=landlock_create_ruleset -e inject="landlock_create_ruleset:error=$1" "${@:2}"
}
works 'the default goes on without it' without ENOSYS "$SANDBOX" -p base true
works '    and --verbose says so' without ENOSYS "$SANDBOX" -p base --verbose true
[[ $err == *'Landlock does not restrict files: this kernel has no Landlock'* ]] && good=yes || good=no
verdict "$good" '    in a sentence' 'a note about Landlock'
works 'switched off, nothing is said' without ENOSYS "$SANDBOX" -p base --set landlock.enable=false true
same '' "$err" '    nothing at all'
for need in 'landlock.enable="require"' 'landlock.enable=true'; do
  complains "*no Landlock*wanted by*--set*refused by*landlock_create_ruleset (ENOSYS)*hint*Linux 5.19*" "$need is refused" without ENOSYS "$SANDBOX" -p base --set "$need" true
  complains '*not enabled*(EOPNOTSUPP)*lsm=*' '    with the boot parameter, where that is missing' without EOPNOTSUPP "$SANDBOX" -p base --set "$need" true
done
complains '*the ports to connect to*network.tcp_connect*Linux 6.7*' 'ports need it, whatever is said of Landlock' without ENOSYS "$SANDBOX" -p base --set 'network.tcp_connect=[]' true
complains '*(EPERM)*' 'a rule that the kernel refuses ends the launch' strace -f -qq -o /dev/null -e trace=landlock_add_rule -e inject=landlock_add_rule:error=EPERM "$SANDBOX" -p base true
complains '*(EPERM)*' '    a domain that it refuses, too' strace -f -qq -o /dev/null -e trace=landlock_restrict_self -e inject=landlock_restrict_self:error=EPERM "$SANDBOX" -p base true
complains '*namespaces.nested*take one of the two away*' 'it is not promised together with sandboxes inside' "$SANDBOX" -p base --set 'landlock.enable=true' --set 'namespaces.nested="allow"' true
works 'Landlock that is there can be required' "$SANDBOX" -p base --set 'landlock.enable="require"' true

landlock_version_at_least 6 || exit 0
works 'fifteen domains around the launcher leave room for its own' "$PROBE" in-domains 15 "$SANDBOX" -p base true
complains '*(E2BIG)*sixteen Landlock domains*' 'sixteen do not, and the message says so' "$PROBE" in-domains 16 "$SANDBOX" -p base true
works '    without Landlock it starts' "$PROBE" in-domains 16 "$SANDBOX" -p base --set landlock.enable=false true
