#!/usr/bin/env bash
# promise: file mask, core limit, signal mask and ignored signals are the same for every caller; limits can be set
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

with_mask() { (umask "$1" && ask "${@:2}" -- umask); }
for mask in 000 022 077 777; do says 022 "with mask $mask outside, it is 022 inside" with_mask "$mask"; done
says 027 'a profile can choose another' with_mask 000 --set process.umask=027
works '    which files get' box --set process.umask=027 -- sh -c ': >/tmp/file && [ "$(stat -c %a /tmp/file)" = 640 ]'

says 0:0 'no core files are written' ask -- limit core
profile <<'T'
filesystem.system = "none"
T
says 0:0 '    even when no profile says so' prlimit --core=:"$(ulimit -Hc)" "$SANDBOX" -p "$PROFILE" --ro "$PROBE" -- "$PROBE" limit core
PROFILE=base
says 1000:2000 'a limit can be set' ask --set limits.rlimit.nofile=1000:2000 -- limit nofile
says 100:100 '    to one number' ask --set limits.rlimit.nofile=100 -- limit nofile
says "$("$PROBE" limit stack)" 'others are those of the caller' ask -- limit stack
exits 153 'a limit of the size of files is kept' box --set limits.rlimit.fsize=1000 -- sh -c 'exec dd if=/dev/zero of=/tmp/file bs=10K count=1 status=none'
complains '*limits.rlimit.nofile*' 'a soft limit above the hard one is an error' ask --set limits.rlimit.nofile=20:10 -- limit nofile

limited() { (ulimit "$1" "$2" && exec "${@:3}"); }
for stack in 32 64 128; do
  complains "*the stack may have $stack KiB*ulimit -s*" "a caller's stack of $stack KiB is too small, which is told" limited -s "$stack" "$SANDBOX" -p base -- true
done
says 524288:524288 '    and one of 512 KiB is enough' limited -s 512 "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" limit stack
says 200000:200000 '    as is a smaller one for the command' ask --set limits.rlimit.stack=200000 -- limit stack
matches '*cannot write the report report: file too large*status 125*' 'what the limit of the size of files forbids is told, and ends nothing by a signal' \
  sh -c 'ulimit -f 0; { "$@" 2>&1; echo "status $?"; } | cat' sh "$SANDBOX" -p base --report-json report -- true

disturbed=(python3 -c '
import os, signal, sys
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGPIPE, signal.SIGTERM, signal.SIGUSR1, 40): signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGCHLD, signal.SIGUSR2, 41])
os.execv(sys.argv[1], sys.argv[1:])')
matches '*ignored 1 2 *blocked 2 *' 'a caller ignores and blocks signals' "${disturbed[@]}" "$PROBE" signals
says $'ignored\nblocked' 'inside none is ignored or blocked' "${disturbed[@]}" "$SANDBOX" -p base --ro "$PROBE" -- "$PROBE" signals
