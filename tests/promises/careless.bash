# Sourced after lib.sh by promises about known weaknesses: launches as they were when each was found, in which the
# attack succeeds. What these launches lack must be told by the promise.
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
type -P bwrap >/dev/null || skip 'bwrap is not installed'

# careless [OPTION…] -- CMD…: bubblewrap with a system, /proc and /dev, and nothing else that was not asked for.
careless() {
  "${CARELESS_LAUNCHER:-bwrap}" --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --proc /proc --dev /dev --ro-bind "$PROBE" "$PROBE" "$@"
}

# careless_filter FILE NUMBER…: a filter program that refuses (EPERM) the calls with those numbers and looks at nothing
# else: neither at the interface nor at the other calls that do the same.
careless_filter() {
  /usr/bin/python3 - "$@" <<'T'
import struct, sys
numbers = [int(word) for word in sys.argv[2:]]
program = [(0x20, 0, 0, 0)]  # the number of the call
for at, number in enumerate(numbers):
    program.append((0x15, len(numbers) - at, 0, number))
program += [(0x06, 0, 0, 0x7FFF0000), (0x06, 0, 0, 0x00050001)]
with open(sys.argv[1], "wb") as file:
    for instruction in program:
        file.write(struct.pack("=HBBI", *instruction))
T
}

# number_of CALL: its number on this machine.
number_of() {
  local machine
  machine=$(uname -m)
  case $machine.$1 in
    x86_64.unshare) echo 272 ;;
    x86_64.socket) echo 41 ;;
    x86_64.getpid) echo 39 ;;
    aarch64.unshare) echo 97 ;;
    aarch64.socket) echo 198 ;;
    aarch64.getpid) echo 172 ;;
    *) skip "the number of $1 on $machine is not known here" ;;
  esac
}
