#!/usr/bin/env bash
# promise: a profile can forbid memory that is written and then executed, as pages and as files in memory
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

works 'without a wish a page may be written and executed' ask -- map-writable-code
works '    or become executable' ask -- make-executable
works '    and a file in memory can be executed' ask -- exec-memfd 0

profile <<'P'
extends = ["base"]
process.memfd_noexec = true
P
refused_with EACCES 'with memfd_noexec no plain memfd is made' ask -- memfd 0
refused_with EACCES '    none that asks to be executable' ask -- memfd 0x10
refused_with EACCES '    none with a seal in the upper half of the word' ask -- memfd 0x800000000
capture "$PROBE" memfd 8
if [[ $out != EINVAL ]]; then
  works '    one without the right to be executed is' ask -- memfd 8
  refused_with EACCES '    and it cannot be executed' ask -- exec-memfd 8
fi
works '    while the pages of programs are as ever' ask -- make-executable

profile <<'P'
extends = ["base"]
process.memory_deny_write_execute = true
P
capture box -- true
if [[ $status == 125 ]]; then
  complains '*PR_SET_MDWE needs Linux 6.3*' 'a kernel without PR_SET_MDWE says so' box -- true
  exit
fi
refused_with EACCES 'with memory_deny_write_execute no page is both' ask -- map-writable-code
refused_with EACCES '    nor becomes executable' ask -- make-executable
refused_with EACCES '    in a further program neither' box -- sh -c 'exec "$0" exec "$0" make-executable' "$PROBE"
works '    and programs run' box -- sh -c 'ls /usr >/dev/null'
