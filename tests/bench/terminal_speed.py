"""How fast output passes through a terminal: without anything, through script(1), and through the launcher's relay."""
# SPDX-License-Identifier: Apache-2.0
import os
import pty
import time

AMOUNT = 30_000_000
SOURCE = ["head", "-c", str(AMOUNT), "/dev/zero"]


def speed_of(command):
    """MB/s from the first byte to the end. What a person's terminal is, this program is here: it reads as fast as it can."""
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
        raise RuntimeError(f"{command[0]}: {total} of {AMOUNT} bytes arrived")
    return total / (end - begin) / 1e6


def speeds(rounds, launcher):
    """{way: a speed for each round}; the ways take turns."""
    ways = {
        "the terminal alone": SOURCE,
        "script(1)": ["script", "-qec", " ".join(SOURCE), "/dev/null"],
        "sandbox": [launcher, "-p", "base", "--", *SOURCE],
    }
    measured = {way: [] for way in ways}
    for _ in range(rounds):
        for way, command in ways.items():
            measured[way].append(speed_of(command))
    return measured
