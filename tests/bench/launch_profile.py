"""Where a launch's time goes: what the kernel saw of it, taken from its own trace of system calls, a few tenths of a microsecond each.
Needs root and tracefs, which is mounted where nobody else sees it; the launches themselves are an ordinary user's.

    launch_profile.py LAUNCHES UID:GID LABEL=WORD,WORD,... ...
"""
# SPDX-License-Identifier: Apache-2.0
import collections
import ctypes
import os
import re
import statistics
import sys

TRACE = "/sys/kernel/tracing"
EVENTS = ("raw_syscalls/sys_enter", "raw_syscalls/sys_exit", "sched/sched_process_fork", "sched/sched_process_exit")
LINE = re.compile(r"-(\d+)\s+\[\d+\]\s+\S+\s+([\d.]+): (\w+): (?:NR (-?\d+)(?: = (-?\d+))?)?(?:.*child_pid=(\d+))?")

# The few system calls that divide a launch, as x86_64 numbers them.
CLONE, VFORK, EXECVE, EXIT_GROUP, CLONE3 = 56, 58, 59, 231, 435
MOUNT, UMOUNT, FSOPEN, WAIT4, WAITID = 165, 166, 430, 61, 247
# What the C library does before main().
OF_THE_START = {9, 10, 11, 12, 89, 157, 158, 202, 218, 267, 273, 302, 318, 334}

PHASES = (
    "execve of the launcher",
    "until its main()",
    "reading, deciding, planning",
    "clone: the namespaces",
    "id map, network, names",
    "the world",
    "rights given up by pid 1",
    "clone: the command's process",
    "rights given up by the command",
    "execve of the command",
    "the command runs",
    "its end, until pid 1 knows",
    "the end of pid 1, until the launcher knows",
    "the launcher ends",
)


class Process:
    """One process' system calls, [number, begin, end] each, in microseconds."""

    def __init__(self, born):
        self.born, self.ended, self.calls = born, None, []

    def call(self, *numbers, after=0.0):
        return next(call for call in self.calls if call[0] in numbers and call[1] >= after)

    def enter_of(self, *numbers, after=0.0):
        return self.call(*numbers, after=after)[1]


def write(name, text):
    with open(f"{TRACE}/{name}", "w", encoding="ascii") as file:
        file.write(text)


def start_tracing():
    """In mounts of our own, so that nobody finds one more."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x00020000) or libc.mount(b"none", b"/", None, 0x44000, None):
        raise OSError(ctypes.get_errno(), "private mounts")
    if not os.path.exists(f"{TRACE}/trace") and libc.mount(b"tracefs", TRACE.encode(), b"tracefs", 0, None):
        raise OSError(ctypes.get_errno(), "tracefs")
    write("trace_clock", "mono")
    write("options/event-fork", "1")
    for event in EVENTS:
        write(f"events/{event}/enable", "1")


def stop_tracing():
    for event in EVENTS:
        write(f"events/{event}/enable", "0")
    write("options/event-fork", "0")
    write("set_event_pid", "")
    write("trace_clock", "local")
    write("trace", "")


def run_traced(command, uid, gid, directory):
    """The launcher's id and the lines of one launch."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.read(reader, 1)
        quiet = os.open("/dev/null", os.O_RDWR)
        for fd in (0, 1):
            os.dup2(quiet, fd)
        os.closerange(3, 64)
        os.chdir(directory)
        # The launcher takes the place of a small program, as it does in a shell; to take this one apart takes longer.
        become = ["/usr/bin/setpriv", "--reuid", str(uid), "--regid", str(gid), "--clear-groups", *command]
        os.execve(become[0], become, {"PATH": "/usr/bin:/bin", "HOME": directory, "TERM": "dumb"})
    write("trace", "")
    write("set_event_pid", str(pid))
    os.write(writer, b"g")
    _, status = os.waitpid(pid, 0)
    os.close(reader)
    os.close(writer)
    if status:
        raise SystemExit(f"{command[0]} ended with wait status {status}")
    with open(f"{TRACE}/trace", encoding="ascii", errors="replace") as trace:
        return pid, trace.readlines()


def processes_of(lines, launcher):
    """Launcher, init, command: the first three of a line of descendants."""
    known = {launcher: Process(0.0)}
    for line in lines:
        match = LINE.search(line)
        if not match:
            continue
        pid, time, event = int(match[1]), float(match[2]) * 1e6, match[3]
        process = known.get(pid)
        if process is None:
            continue
        if event == "sys_enter":
            process.calls.append([int(match[4]), time, None])
        elif event == "sys_exit":
            if process.calls and process.calls[-1][2] is None:
                process.calls[-1][2] = time
            elif not process.calls:
                process.born = time
        elif event == "sched_process_fork":
            known[int(match[6])] = Process(time)
        elif event == "sched_process_exit":
            process.ended = time
    return list(known.values())


def phases_of(processes):
    """Microseconds of each phase; their sum is the launch, from execve to the launcher's end."""
    launcher, init, command = processes[:3]
    execve = [call for call in launcher.calls if call[0] == EXECVE][-1]
    begun = [call for call in launcher.calls if call[1] > execve[1]]
    main = next(call[1] for call in begun if call[0] not in OF_THE_START)
    clone = next(call[1] for call in begun if call[0] in (CLONE, CLONE3))
    world = init.enter_of(FSOPEN, MOUNT)
    lockdown = init.call(UMOUNT, after=world)[2]
    second = init.enter_of(CLONE, VFORK, CLONE3, after=lockdown)
    run = command.call(EXECVE)
    over = command.enter_of(EXIT_GROUP)
    # The wait that pid 1 was in when the command ended.
    known = min(call[2] for call in init.calls if call[2] is not None and call[2] > command.ended)
    told = next(call[2] for call in reversed(launcher.calls) if call[0] in (WAIT4, WAITID) and call[2] is not None)
    marks = [execve[1], execve[2], main, clone, init.born, world, lockdown, second, command.born, run[1], run[2],
             over, known, told, launcher.ended]
    return [after - before for before, after in zip(marks, marks[1:])]


def calls_of(processes):
    """Launcher and init: how many system calls there were from the execve on, and what they took."""
    total = collections.defaultdict(lambda: [0, 0.0])
    launcher, init = processes[:2]
    begin = [call for call in launcher.calls if call[0] == EXECVE][-1][1]
    for name, process in (("launcher", launcher), ("init", init)):
        for number, entered, left in process.calls:
            if entered >= begin and left is not None:
                total[name, number][0] += 1
                total[name, number][1] += left - entered
    return total


def trace_all(candidates, launches, uid, gid, directory):
    """{label: the processes of each launch}; the candidates take turns."""
    launched = {label: [] for label in candidates}
    start_tracing()
    try:
        for launch in range(-2, launches):
            for label, command in candidates.items():
                pid, lines = run_traced(command, uid, gid, directory)
                if launch >= 0:
                    launched[label].append(processes_of(lines, pid))
    finally:
        stop_tracing()
    return launched


def measure(candidates, launches, uid, gid, directory):
    """For each candidate, the median of every phase, and of the number of system calls."""
    launched = trace_all(candidates, launches, uid, gid, directory)
    times = {label: [statistics.median(phase) for phase in zip(*map(phases_of, launches))] for label, launches in launched.items()}
    numbers = {label: statistics.median(sum(count for count, _ in calls_of(processes).values()) for processes in launches)
               for label, launches in launched.items()}
    return times, numbers


def print_calls(launches):
    """Which system calls take most, as "PROCESS NUMBER HOW-MANY MICROSECONDS"."""
    totals = [calls_of(processes) for processes in launches]
    rows = [(statistics.median(total[key][1] for total in totals), statistics.median(total[key][0] for total in totals), key)
            for key in set().union(*totals)]
    for took, count, (process, number) in sorted(rows, reverse=True)[:25]:
        print(f"  {process:10} {number:5} {count:6.0f} {took:8.0f}")


def main():
    launches, user, *words = sys.argv[1:]
    uid, gid = map(int, user.split(":"))
    candidates = {label: text.split(",") for label, text in (word.split("=", 1) for word in words)}
    for label, launched in trace_all(candidates, int(launches), uid, gid, os.getcwd()).items():
        print(label)
        for phase, took in zip(PHASES, (statistics.median(column) for column in zip(*map(phases_of, launched)))):
            print(f"  {phase:34}{took:10.0f}")
        print_calls(launched)


if __name__ == "__main__":
    main()
