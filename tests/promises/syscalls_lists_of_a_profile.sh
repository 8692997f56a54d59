#!/usr/bin/env bash
# promise: a profile's lists decide which system calls there are, and how the others are refused
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

seccomp() { profile < <(echo 'extends = ["base"]'; echo "[seccomp]"; cat); }

works 'a call that no list names works' ask -- call getpid
seccomp <<<'deny = ["getpid"]'
refused_with EPERM 'a call in deny is refused' ask -- call getpid
seccomp <<<$'deny = ["getpid"]\non_deny = "errno:EACCES"'
refused_with EACCES '    with the errno that the profile names' ask -- call getpid
seccomp <<<$'deny = ["getpid"]\non_deny = "trap"'
exits 159 '    by a signal' ask -- call getpid
seccomp <<<$'deny = ["getpid"]\non_deny = "kill"'
exits 159 '    by the end of the process' ask -- call getpid
seccomp <<<$'deny = ["getpid"]\non_deny = "log"'
works '    or not at all, only logged' ask -- call getpid
seccomp <<<'deny = ["@file-system"]'
exits 127 'a whole group is refused, and no program loads' box -- /bin/true

seccomp <<<$'default = "deny"\nallow = ["@system-service"]'
works 'where nothing is allowed but a list, what is on it works' ask -- call getpid
refused_with EPERM '    and what is not, does not' ask -- trace-child
works '    programs run' box -- python3 -c 'print(1)'
seccomp <<<$'default = "deny"\nallow = ["@system-service", "kcmp"]'
refused_with ESRCH '    a name that is allowed beats the group that is refused' ask -- call kcmp
seccomp <<<$'default = "deny"\nallow = ["@dangerous", "@system-service"]'
refused_with ENOSYS '    a group does not' ask -- call kcmp

refused_with ENOSYS 'a call that nobody knows yet is answered as by an older kernel' ask -- syscall 1000
seccomp <<<'on_unknown = "errno:EPERM"'
refused_with EPERM '    or as the profile says' ask -- syscall 1000

seccomp <<<'default = "deny"'
complains '*refuses execve*' 'a filter under which nothing starts is refused' ask -- call getpid
seccomp <<<'deny = ["getpidd"]'
complains '*4:*no system call "getpidd", did you mean "getpid"*' 'a call that there is not is refused' ask -- call getpid
seccomp <<<'deny = ["@debugg"]'
complains '*no group "@debugg", did you mean "@debug"*' 'a group that there is not is refused' ask -- call getpid
