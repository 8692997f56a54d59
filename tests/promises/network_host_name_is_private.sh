#!/usr/bin/env bash
# promise: the host name inside is not that of the machine, and cannot be changed in either direction
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

before=$("$PROBE" hostname)
says sandbox 'inside the name is "sandbox"' ask -- hostname
says builder 'a profile can choose another' ask --set namespaces.hostname=builder -- hostname
refused_with EPERM 'the command cannot' ask -- sethostname mine
same "$before" "$("$PROBE" hostname)" 'the name of the machine is as before'
says "$before" 'a profile can share it' ask --set 'namespaces.share=["uts"]' -- hostname
refused_with EPERM '    and the command cannot change it' ask --set 'namespaces.share=["uts"]' -- sethostname mine
refused_with ENOENT 'no file tells it' ask -- read /etc/hostname
says '' 'every control group inside is the top' box -- sh -c 'test -s /proc/self/cgroup && grep -v ":/$" /proc/self/cgroup || :'
