#!/usr/bin/env bash
# promise: a command line that cannot be understood gives 125 and one sentence, and nothing runs
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

ran() { box --rw "$WORK" "$@" touch "$WORK/ran"; }
works 'the command of these checks does run' ran --
works '    and leaves its trace' rm ran

complains 'sandbox: there is no option --frobnicate*--help*' 'an unknown option' ran --frobnicate
complains 'sandbox: there is no option -x*' 'an unknown short option' ran -x
complains '*--tmfps, did you mean --tmpfs?*' 'a slip of the hand gets a suggestion' ran --tmfps /x
complains 'sandbox: there is no option --expl*' 'long options cannot be abbreviated' ran --expl
complains '*--cow is not supported yet*' 'an option that will come is named as such' ran --cow /x
complains '*-p lacks its value*' 'a value is missing' "$SANDBOX" -p
complains '*profile*' 'a profile is named twice' ran -p base
complains '*"netwrk", did you mean "network"?*' 'a key of --set is unknown' ran --set netwrk.mode=host
complains '*"hst", did you mean "host"?*' 'a word of --set is unknown' ran --set network.mode=hst
complains '*"filtered" is not supported yet*' 'a word of --set will come' ran --set network.mode=filtered
complains '*lacks a value*' '--set has no value' ran --set network.mode
complains '*' 'a relative target' ran --ro /usr/bin:inside
complains '*".."*' 'a target that climbs' ran --ro /usr/bin:/a/../../b
complains '*command*' 'no command at all' "$SANDBOX" -p base
refused '    none of them ran the command' test -e ran
