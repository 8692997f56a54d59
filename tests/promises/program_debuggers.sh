#!/usr/bin/env bash
# promise: gdb and strace work inside, on programs inside
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

mkdir project && cd project || exit
printf 'int twice(int n) { return 2 * n; }\nint main(void) { return twice(21) != 42; }\n' >main.c
works 'the program is built' "$SANDBOX" -p build gcc -g -O0 -o program main.c
matches '*Breakpoint 1, twice (n=21)*$1 = 21*main*exited normally*' 'gdb sets a breakpoint, prints a variable and a backtrace' \
  "$SANDBOX" -p build gdb -nx -batch -ex 'break twice' -ex run -ex 'print n' -ex backtrace -ex continue ./program
matches '*Run till exit*' 'gdb attaches to a running process' "$SANDBOX" -p build sh -c \
  'sleep 20 & gdb -nx -batch -p $! -ex "echo Run till exit" -ex kill 2>&1'
works 'strace follows children' "$SANDBOX" -p build strace -f -o trace sh -c './program; true'
matches '*execve("./program"*' '    and shows their calls' cat trace
