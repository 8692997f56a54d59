"""What is measured. Each topic is a function that yields one table; the ordinary user who runs it has a directory to himself."""
# SPDX-License-Identifier: Apache-2.0
import os
import re
import signal
import statistics
import subprocess
import time

import remarks
from build_project import write_project
from candidates import TRUE
from tables import at_least, at_most, table
from terminal_speed import speeds

COUNTS = (10, 100, 300, 1000)


def times_of(candidates, rounds, references, commands):
    """{label: (median in microseconds, {reference: median of the ratios})}; the stopwatch lets them take turns."""
    words = [word for label, command in commands.items() for word in (":::", label, *command)]
    run = subprocess.run([candidates.stopwatch, str(max(rounds, 1)), ",".join(references), *words],
                         stdout=subprocess.PIPE, text=True, check=True)
    measured = {}
    for line in run.stdout.splitlines():
        label, median, *ratios = line.split("\t")
        measured[label] = float(median), {name: float(ratio) for name, ratio in zip(references, ratios) if ratio != "-"}
    return measured


def start(candidates, rounds):
    commands = {
        "/bin/true alone": [TRUE],
        "floor": [candidates.floor, TRUE],
        "sandbox, the same world": candidates.in_world(TRUE),
        "sandbox -p base": [candidates.sandbox, "-p", "base", TRUE],
        "sandbox, no profile named": [candidates.sandbox, TRUE],
        "bubblewrap": candidates.bubblewrap(TRUE),
    }
    if not candidates.without_firejail:
        commands["firejail"] = candidates.firejail(TRUE)
    times = times_of(candidates, rounds, ("bubblewrap", "floor"), commands)
    rows = [(label, (round(median), ratios["bubblewrap"], ratios["floor"])) for label, (median, ratios) in times.items()]
    same = times["sandbox, the same world"][1]
    notes = [remarks.WORLDS]
    if candidates.without_firejail:
        notes.append(f"Firejail was not measured: {candidates.without_firejail}.")
    return table("start", "Start to exit of /bin/true", ("median µs", "/ bubblewrap", "/ floor"), rows, (
        at_most("the same world as bubblewrap, which has no filter", 0.80, same["bubblewrap"], remarks.START_BUBBLEWRAP),
        at_most("the same world as the floor", 1.15, same["floor"], remarks.START_FLOOR),
    ), notes)


def binds(candidates, rounds):
    rows, medians, ratios = [], {}, {}
    for count in COUNTS:
        # Bubblewrap's time grows with the square of their number.
        of_count = rounds // 30 + 2 if count == 1000 else rounds // 8 + 3
        times = times_of(candidates, of_count, ("floor", "bubblewrap"), candidates.with_binds(count))
        medians[count] = {label: median for label, (median, _) in times.items()}
        ratios[count] = times["sandbox"][1]
        rows.append((f"{count} binds", (*map(round, medians[count].values()), ratios[count]["floor"], ratios[count]["bubblewrap"])))
    growth = {label: medians[1000][label] / medians[10][label] for label in medians[10]}
    rows.append(("1000 binds / 10 binds", (*growth.values(), None, None)))
    return table("binds", "Growth with the number of mounts",
                 ("floor µs", "sandbox µs", "bubblewrap µs", "sandbox / floor", "sandbox / bubblewrap"), rows, (
        at_most("1000 binds, of the floor's time", 1.3, ratios[1000]["floor"], remarks.BINDS_FLOOR),
        at_most("1000 binds, times what 10 cost", 4, growth["sandbox"], remarks.BINDS_GROWTH.format(growth["floor"])),
        at_least("1000 binds, times faster than bubblewrap", 60, 1 / ratios[1000]["bubblewrap"], remarks.BINDS_BUBBLEWRAP),
    ), [remarks.BINDS])


def status_of(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return dict(re.findall(r"^(Vm\w+):\s+(\d+) kB", file.read(), re.MULTILINE))


def first_child_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return int(file.read().split()[0])


def peaks(command):
    """KiB that launcher and first process had resident at most, and both together."""
    launcher = subprocess.Popen([*command, "sleep", "10"], start_new_session=True)
    try:
        time.sleep(0.7)
        outer, inner = status_of(launcher.pid), status_of(first_child_of(launcher.pid))
        first, second = int(outer["VmHWM"]), int(inner["VmHWM"])
        # One memory for both has one size at every moment; two have not by chance.
        return first, second, first if outer == inner else first + second
    finally:
        os.killpg(launcher.pid, signal.SIGKILL)
        launcher.wait()


def memory(candidates, _rounds):
    commands = {f"sandbox -p {name}": [candidates.sandbox, "-p", name] for name in ("base", "build")}
    commands["bubblewrap"] = candidates.bubblewrap("--die-with-parent")
    rows = [(label, peaks(command)) for label, command in commands.items()]
    largest = max(cells[2] for label, cells in rows if label.startswith("sandbox"))
    return table("memory", "Peak resident memory", ("launcher KiB", "init KiB", "together KiB"), rows,
                 (at_most("launcher and init together, KiB", 6144, largest, remarks.MEMORY),), [remarks.ONE_MEMORY])


def told(candidates, rounds):
    loop = str(candidates.place / "syscall_loop")
    logs = ("none", "summary", "stderr")
    inside = {log: [candidates.sandbox, "-p", "base", "--set", f'log.denials="{log}"'] for log in logs}
    launches = times_of(candidates, rounds, ("none",), {log: [*inside[log], TRUE] for log in logs})
    rows = []
    for log in logs:
        asked = []
        for what in ("open", "chroot"):
            command = [*inside[log], "-q", "--ro", loop, loop, what]
            runs = [subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
                    for _ in range(max(2, min(5, rounds // 20)))]
            asked.append(min(float(run.stdout) for run in runs) / 1000)
        median, ratios = launches[log]
        rows.append((f'log.denials = "{log}"', (round(median), ratios["none"], *asked)))
    return table("told", "Being told of what is refused",
                 ("launch µs", "launch / none", "µs to open what is not there", "µs to be refused"), rows, (
        at_most("a launch that tells, of one that does not", 1.02, launches["summary"][1]["none"], remarks.TOLD),
    ), [remarks.TOLD_FILES])


def syscalls(candidates, rounds):
    loop = str(candidates.place / "syscall_loop")
    commands = {
        "outside": [loop],
        "outside, the smallest filter there is": [loop, "filter"],
        "sandbox -p base": [candidates.sandbox, "-p", "base", "--ro", loop, loop],
        "bubblewrap, no filter": candidates.bubblewrap("--ro-bind", loop, loop, loop),
    }
    times = {label: [] for label in commands}
    for _ in range(max(2, min(5, rounds // 20))):
        for label, command in commands.items():
            times[label].append(float(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    best = {label: min(column) for label, column in times.items()}
    outside, smallest, *_ = best.values()
    rows = [(label, (time_of, outside / time_of, smallest / time_of)) for label, time_of in best.items()]
    inside = best["sandbox -p base"]
    return table("syscalls", "getppid(2) in a loop", ("ns each", "speed / outside", "speed / smallest filter"), rows, (
        at_least("getppid inside, of the speed outside", 0.97, outside / inside, remarks.SYSCALLS),
        at_least("getppid inside, of the speed under the smallest filter", 0.97, smallest / inside, remarks.SYSCALLS_FILTER),
    ))


def build(candidates, rounds):
    project = str(write_project(candidates.work / "project"))
    # -B: every round makes everything anew.
    make = ["make", "-s", "-B", f"-j{os.cpu_count()}", "-C", project]
    commands = {
        "outside": ["/usr/bin/make", *make[1:]],
        "sandbox -p build": [candidates.sandbox, "-p", "build", "--rw", project, *make],
        "bubblewrap": candidates.bubblewrap("--bind", project, project, *make),
    }
    times = times_of(candidates, max(1, min(7, rounds // 15)), ("outside",), commands)
    rows = [(label, (round(median / 1000), 1 / ratios["outside"])) for label, (median, ratios) in times.items()]
    speed = rows[1][1][1]
    return table("build", "A build of 31 files of C with make and cc", ("median ms", "speed / outside"), rows,
                 (at_least("the build inside, of the speed outside", 0.99, speed, remarks.BUILD),))


def terminal(candidates, rounds):
    measured = speeds(max(1, min(5, rounds // 20)), candidates.sandbox)
    script = measured["script(1)"]
    rows = [(way, (round(statistics.median(column)), statistics.median(a / b for a, b in zip(column, script))))
            for way, column in measured.items()]
    alone, of_script, sandbox = (cells for _, cells in rows)
    return table("terminal", "Bytes through a terminal", ("median MB/s", "speed / script(1)"), rows, (
        at_least("the relay, of the speed of a pseudo-terminal alone", 1, sandbox[0] / alone[0], remarks.TERMINAL),
        at_least("the relay, of the speed of script(1)", 1, sandbox[1] / of_script[1], remarks.TERMINAL_SCRIPT),
    ))


TOPICS = {topic.__name__: topic for topic in (start, binds, memory, syscalls, told, build, terminal)}
