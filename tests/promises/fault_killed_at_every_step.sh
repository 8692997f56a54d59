#!/usr/bin/env bash
# promise: whichever process of a launch is killed, and at whichever system call, nothing is left, and nothing runs half confined
# limit: 120
# SPDX-License-Identifier: Apache-2.0
source "$LIB"
source "$SOURCE/promises/onlooker.bash"
source "$SOURCE/promises/fault.bash"

undisturbed
kill_processes
nothing_is_left
