#!/usr/bin/env bash
# promise: rules of a profile look at arguments; the first that holds answers, and the upper half of an int hides nothing
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

rules() { profile < <(echo 'extends = ["base"]'; cat); }
# A rule about the first argument of personality(2), which takes 0 and 0xffffffff by default.
rule() { printf '[[seccomp.rule]]\nsyscalls = ["personality"]\naction = "%s"\nargs = [%s]\n' "$1" "$2"; }

works 'personality can be asked for' ask -- call personality 0xffffffff
rules < <(rule errno:ENOTTY '{ index = 0, value = 0xffffffff }')
refused_with ENOTTY 'a rule refuses it' ask -- call personality 0xffffffff
refused_with ENOTTY '    with further bits, too' ask -- call personality 0xabcdffffffff
works '    and no other value' ask -- call personality 0
rules < <(rule allow '{ index = 0, op = "eq", value = 0x8, mask = 0xff }')
works 'a rule allows what is refused otherwise' ask -- call personality 0x8
refused_with EPERM '    and no more than that' ask -- call personality 0x9
rules < <(rule errno:ENOTTY '{ index = 0, op = "ge", value = 0x20000 }, { index = 0, op = "lt", value = 0x40000 }')
refused_with ENOTTY 'all tests of a rule must hold' ask -- call personality 0x20000
works '    one is not enough' ask -- call personality 0x40000
rules < <(rule errno:ENOTTY '{ index = 0, value = 0 }'; rule errno:ENXIO '{ index = 0, op = "le", value = 0 }')
refused_with ENOTTY 'of two rules the first answers' ask -- call personality 0
rules <<'T'
[[seccomp.rule]]
syscalls = ["@swap", "personality"]
action = "kill"
T
exits 159 'a rule without tests always holds, for all that it names' ask -- call personality 0
exits 159 '    groups too' ask -- call swapoff

rules <<<$'[[seccomp.rule]]\nsyscalls = ["getpid"]'
complains '*no action*' 'a rule without an action is refused' ask -- call getpid
rules < <(rule kill '{ index = 6, value = 0 }')
complains '*arguments 0 to 5*' 'an argument that there is not is refused' ask -- call getpid
rules < <(rule kill '{ index = 0, value = 256, mask = 255 }')
complains '*mask leaves out*' 'a test that can never hold is refused' ask -- call getpid
