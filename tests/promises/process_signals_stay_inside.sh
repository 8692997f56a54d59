#!/usr/bin/env bash
# promise: a signal reaches what the command started, and nothing else that it can see, not even the first process
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
landlock_version_at_least 6 || skip "Landlock does not restrict signals here"

refused_with EPERM 'the first process is out of reach' ask -- kill 1 0
refused_with EPERM '    for SIGTERM, too' ask -- kill 1 15
works '    without that scope it is not' ask --set 'landlock.scope=["abstract-unix"]' -- kill 1 0
works '    nor without Landlock' ask --set landlock.enable=false -- kill 1 0
works 'a child is signalled' box -- sh -c 'sleep 60 & kill $! && ! wait $!'
works '    and a grandchild that was left' box -- sh -c 'sh -c "sleep 60 & echo \$! >/tmp/pid"; kill "$(cat /tmp/pid)"'
works '    and the own process group' box -- sh -c 'trap "exit 0" TERM; kill -TERM 0; exit 1'
