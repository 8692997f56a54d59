#!/usr/bin/env bash
# promise: a profile keeps the capabilities that it names, over what is the sandbox's own, and nothing gives another one
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

# as_root KEEP [AMBIENT]: a profile whose command is user 0 inside.
as_root() {
  profile <<P
extends = ["base"]
user.uid = 0
user.gid = 0
capabilities.keep = [$1]
capabilities.ambient = [${2-}]
P
}

refused_with EACCES 'without a wish port 80 is closed' ask -- bind-tcp 80
works '    while port 8080 is open' ask -- bind-tcp 8080
as_root '"net_bind_service"'
works 'with net_bind_service it is open to user 0' ask -- bind-tcp 80
says $'effective 400\npermitted 400\ninheritable 0\nbounding 400\nambient 0' '    who has that one alone' ask -- capabilities
says $'effective 400\npermitted 400\ninheritable 0\nbounding 400\nambient 0' '    also in a further program' \
  box -- sh -c 'exec "$0" exec "$0" capabilities' "$PROBE"
for capability in 0 1 7 21 40; do
  refused_with EPERM "    capability $capability cannot be taken" ask -- take-capability "$capability"
done
# NOROOT is off and locked, all else is on and locked: 0xea.
matches '*no-new-privileges 1*securebits ea*seccomp 2' '    no new privileges, locked secure bits, the filter' ask -- rights
refused_with EPERM '    the filter still refuses mounts' ask -- mount-new tmpfs /tmp
refused_with EPERM '    user namespaces' ask -- unshare user
refused_with 'EACCES|EPERM|ESRCH' '    and the first process is closed' ask -- trace 1

profile <<'P'
extends = ["base"]
user.uid = 1234
user.gid = 1234
capabilities.keep = ["CAP_NET_BIND_SERVICE", "Net_Raw"]
capabilities.ambient = ["cap_net_bind_service"]
P
works 'another user has what is ambient' ask -- bind-tcp 80
refused_with EPERM '    and not what is only kept' ask -- socket 2 3 1
says $'effective 400\npermitted 400\ninheritable 400\nbounding 2400\nambient 400' '    in these sets' ask -- capabilities
matches '*securebits ef*' '    and user id 0 would mean nothing' ask -- rights

as_root '"chown", "fowner"'
works 'with chown user 0 gives a file to himself' box -- sh -c 'touch /tmp/file && chown 0:0 /tmp/file'
as_root '"sys_ptrace"'
refused_with 'EACCES|EPERM' 'who may trace does not trace the first process' ask -- trace 1
refused 'nor reads its environment' ask -- read /proc/1/environ
as_root '"sys_resource"'
refused_with 'EROFS|EACCES' 'who may raise limits does not raise that of user namespaces' ask -- write /proc/sys/user/max_user_namespaces 9

complains '*sys_admin*could unmount*' 'what would take the sandbox apart is refused' box --set 'capabilities.keep=["sys_admin"]' -- true
complains '*did you mean "chown"*' 'a wrong name is refused with the right one' box --set 'capabilities.keep=["chwon"]' -- true
PROFILE=base
complains '*cannot be ambient: it is not kept*' 'an ambient one must be kept' box --set 'capabilities.ambient=["chown"]' -- true
complains "*means nothing in the host's network*" 'one of the network needs a network of its own' \
  box --set network.mode=host --set 'capabilities.keep=["net_raw"]' -- true
