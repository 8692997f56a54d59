"""How fast output passes through a terminal: without anything, through script(1), and through the launcher's relay.

    terminal_speed.py ROUNDS LAUNCHER
"""
# SPDX-License-Identifier: Apache-2.0
import os
import pty
import sys
import time

AMOUNT = 50_000_000
SOURCE = ["head", "-c", str(AMOUNT), "/dev/zero"]


def speed_of(command):
    """MB/s from the first byte to the end."""
    pid, master = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    begin, total = None, 0
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        begin = begin or time.monotonic()
        total += len(chunk)
    end = time.monotonic()
    os.waitpid(pid, 0)
    os.close(master)
    if total < AMOUNT:
        sys.exit(f"{command[0]}: {total} of {AMOUNT} bytes arrived")
    return total / (end - begin) / 1e6


def main():
    rounds, launcher = int(sys.argv[1]), sys.argv[2]
    ways = {
        "the terminal alone": SOURCE,
        "script(1)": ["script", "-qec", " ".join(SOURCE), "/dev/null"],
        "sandbox": [launcher, "-p", "base", "--", *SOURCE],
    }
    best = dict.fromkeys(ways, 0.0)
    for _ in range(rounds):
        for label, command in ways.items():
            best[label] = max(best[label], speed_of(command))
    for label, speed in best.items():
        print(f"  {label:<34} {speed:10.0f}  time / script(1) {best['script(1)'] / speed:6.2f}")


main()
