#!/usr/bin/env bash
# promise: whichever system call of a launch fails, the command runs just as confined as without that, or does not run at all
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

undisturbed
make_calls_fail
nothing_is_left
