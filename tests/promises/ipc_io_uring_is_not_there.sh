#!/usr/bin/env bash
# promise: io_uring, whose operations no filter sees, looks like a call that the kernel does not have
# SPDX-License-Identifier: Apache-2.0
source "$LIB"

for call in io_uring_setup io_uring_enter io_uring_register; do
  refused_with ENOSYS "$call" ask -- call "$call" 0xffffffff 0
done
works 'programs that would use it do without' box -- python3 -c 'import asyncio; asyncio.run(asyncio.sleep(0))'
