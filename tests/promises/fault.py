"""Starts a launch again and again, and each time lets one of its system calls fail, or kills the process that makes it.

    fault.py record [terminal] -- COMMAND...
    fault.py try DIRECTORY SECONDS [terminal] -- COMMAND...

With "terminal" the launch has one as its standard input, and leads the session that it controls.

strace(1) counts calls in each process by itself, and so cannot aim at one process alone. Here a call has an address, "PROCESS CALL
NUMBER": the process is launcher, init or command, the number counts that call in that process, the launcher's from the first thing that
its main() does (what the dynamic loader calls before is not the launcher's doing), the command's until its execve.

record prints the addresses of all calls until the command's execve, in the order in which they were made.

try reads lines "PROCESS CALL NUMBER DEED" from its input. The deed is the name of an errno, with which the call then fails and does
nothing (close(2) alone does its work all the same, as the kernel's does), or KILL. {} in the command becomes the number of the line.
For line N it leaves in DIRECTORY what was printed, N.out and N.err, and N.end, two words:

    the launcher's exit status; or "hangs", when it was not over after so many seconds, "stays", when the launcher was over and something
    else was not, "crashes", when one of the three made a mistake for which the kernel sends a signal; "modes", when the terminal has others than before, though the launcher was not killed
    "before" or "after" the command's execve, or "never": when the call was made
"""
# SPDX-License-Identifier: Apache-2.0
import ctypes
import errno
import fcntl
import os
import platform
import signal
import struct
import sys
import tempfile
import termios

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long

TRACEME, CONT, DETACH, SYSCALL = 0, 7, 17, 24
POKEUSER, GETREGSET, SETREGSET = 6, 0x4204, 0x4205
SETOPTIONS, GETEVENTMSG, GET_SYSCALL_INFO = 0x4200, 0x4201, 0x420E
# Calls are told apart from signals, children are followed, execve is told, and all ends with this process.
OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x100000
EVENT_FORK, EVENT_VFORK, EVENT_CLONE, EVENT_EXEC = 1, 2, 3, 4
ENTRY, EXIT = 1, 2
ALL_CHILDREN = 0x40000000
GRACE = 5


class TimeIsOver(Exception):
    pass


def ptrace(request, pid, address=0, data=0):
    return libc.ptrace(request, pid, address, data)


def name_of(number, known={}):
    """Of a system call of this machine. Without libseccomp a number is a name, too."""
    if number not in known:
        known[number] = str(number)
        try:
            resolve = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_num_arch
            resolve.restype = ctypes.c_char_p
            known[number] = (resolve(0, number) or known[number].encode()).decode()
        except OSError:
            pass
    return known[number]


def prevent(pid):
    """The call on whose entry the process stands becomes one that does not exist."""
    if platform.machine() == "x86_64":
        ptrace(POKEUSER, pid, 15 * 8, ctypes.c_void_p(-1))
        return
    none = ctypes.c_int(-1)
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(none), ctypes.sizeof(none))
    ptrace(SETREGSET, pid, 0x404, ctypes.addressof(vector))


def answer(pid, error):
    """The call from which the process returns has failed so."""
    if platform.machine() == "x86_64":
        ptrace(POKEUSER, pid, 10 * 8, ctypes.c_void_p(-error))
        return
    registers = (ctypes.c_long * 64)()
    vector = (ctypes.c_void_p * 2)(ctypes.addressof(registers), ctypes.sizeof(registers))
    ptrace(GETREGSET, pid, 1, ctypes.addressof(vector))
    registers[0] = -error
    ptrace(SETREGSET, pid, 1, ctypes.addressof(vector))


class Launch:
    """One launch. `at` is the address of the call that is disturbed; without it all are recorded."""

    def __init__(self, command, output, terminal, at=None, deed=None):
        self.command, self.at, self.deed, self.output = command, at, deed, output
        self.keyboard = self.keys = None
        if terminal:
            self.keyboard, self.keys = os.openpty()
            self.modes = termios.tcgetattr(self.keys)
        self.role = {}
        self.pending = {}
        self.seen = {}
        self.made = []
        self.in_main = False
        self.running = False
        self.started = False
        self.failing = None
        self.reached = "never"
        self.status = None
        self.crashed = False
        self.info = ctypes.create_string_buffer(96)

    def start(self):
        self.launcher = os.fork()
        if self.launcher != 0:
            os.waitpid(self.launcher, ALL_CHILDREN)
            ptrace(SETOPTIONS, self.launcher, 0, OPTIONS)
            self.role[self.launcher] = "launcher"
            self.go_on(self.launcher)
            return
        try:
            if self.keys is None:
                os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
            else:
                os.setsid()
                fcntl.ioctl(self.keys, termios.TIOCSCTTY, 0)
                os.dup2(self.keys, 0)
            for number, name in zip((1, 2), self.output):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            ptrace(TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.execv(self.command[0], self.command)
        finally:
            os._exit(126)

    def go_on(self, pid, received=0):
        """Once the deed is done, nobody needs to stop at calls."""
        done = self.at is not None and self.reached != "never" and self.failing is None
        ptrace(CONT if done else SYSCALL, pid, 0, received)

    def run(self, seconds):
        def over(*_):
            raise TimeIsOver

        signal.signal(signal.SIGALRM, over)
        signal.alarm(seconds)
        try:
            self.start()
            while True:
                try:
                    pid, status = os.waitpid(-1, ALL_CHILDREN)
                except ChildProcessError:
                    break
                if os.WIFSTOPPED(status):
                    self.stopped(pid, os.WSTOPSIG(status), status >> 16)
                    continue
                self.role.setdefault(pid, "gone")
                if pid == self.launcher:
                    code = os.waitstatus_to_exitcode(status)
                    self.status = code if code >= 0 else 128 - code
                    signal.alarm(GRACE)
        except TimeIsOver:
            self.status = "hangs" if self.status is None else "stays"
            for pid in self.role:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            try:
                while True:
                    os.waitpid(-1, ALL_CHILDREN)
            except ChildProcessError:
                pass
        finally:
            signal.alarm(0)

    def verdict(self):
        word = "crashes" if self.crashed else self.status
        if self.keys is None:
            return word
        # Who is killed, or is not allowed to, cannot set them back.
        excused = self.at[:2] == ("launcher", "ioctl") or (self.at[0], self.deed) == ("launcher", "KILL")
        if termios.tcgetattr(self.keys) != self.modes and not excused:
            word = "modes"
        os.close(self.keyboard)
        os.close(self.keys)
        return word

    def stopped(self, pid, number, event):
        if pid not in self.role:
            # A child stops, perhaps before its parent tells of it.
            self.pending[pid] = number
            return
        if number == signal.SIGTRAP | 0x80:
            self.at_call(pid)
        elif event in (EVENT_FORK, EVENT_VFORK, EVENT_CLONE):
            self.child_of(pid)
            self.go_on(pid)
        elif event == EVENT_EXEC:
            if pid == self.launcher:
                self.go_on(pid)
                return
            if self.role[pid] == "command":
                self.running = True
            ptrace(DETACH, pid)
        elif event != 0:
            self.go_on(pid)
        elif number == signal.SIGSTOP and self.seen.pop((pid, "first stop"), None) is not None:
            self.go_on(pid)
        else:
            self.crashed = self.crashed or number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGABRT, signal.SIGFPE)
            # A first process under a debugger would survive it, again and again.
            self.go_on(pid, signal.SIGKILL if self.crashed else number)

    def child_of(self, parent):
        message = ctypes.c_ulong()
        ptrace(GETEVENTMSG, parent, 0, ctypes.addressof(message))
        child = message.value
        taken = set(self.role.values())
        self.role[child] = "helper"
        if self.role[parent] == "launcher" and "init" not in taken:
            self.role[child] = "init"
        elif self.role[parent] == "init" and "command" not in taken:
            self.role[child] = "command"
        if self.pending.pop(child, None) is None:
            self.seen[(child, "first stop")] = True
        else:
            self.go_on(child)

    def at_call(self, pid):
        ptrace(GET_SYSCALL_INFO, pid, ctypes.sizeof(self.info), ctypes.addressof(self.info))
        kind, number, first, second = struct.unpack_from("=B23xQQQ", self.info)
        role = self.role[pid]
        # Init goes on as soon as the command's execve has taken its memory, some time before that is told.
        self.started = self.started or (kind == EXIT and role == "init" and "command" in self.role.values())
        if kind == EXIT and self.failing == pid:
            answer(pid, getattr(errno, self.deed))
            self.failing = None
        elif kind == ENTRY and self.is_due(pid, number, first, second):
            self.reached = "after" if self.running or (role == "init" and self.started) else "before"
            if self.deed == "KILL":
                os.kill(pid, signal.SIGKILL)
            else:
                if self.at[1] != "close":
                    prevent(pid)
                self.failing = pid
        self.go_on(pid)

    def is_due(self, pid, number, first, second):
        role = self.role[pid]
        if role == "launcher" and not self.in_main:
            # main() begins with a look at the standard descriptors: fcntl(0, F_GETFD).
            self.in_main = name_of(number) == "fcntl" and (first, second) == (0, 1)
            if not self.in_main:
                return False
        count = self.seen[(role, number)] = self.seen.get((role, number), 0) + 1
        address = (role, name_of(number), count)
        if self.at is None and role != "helper" and not self.running:
            self.made.append(address)
        return address == self.at and self.reached == "never"


def record(terminal, command):
    # Of the same kind as those of a launch that is disturbed: what they are, the launcher asks.
    with tempfile.NamedTemporaryFile() as said:
        launch = Launch(command, (said.name, said.name), terminal)
        launch.run(60)
    for address in launch.made:
        print(*address)
    return 0 if launch.status == 0 and launch.running else 1


def try_all(directory, seconds, terminal, command):
    for number, line in enumerate(sys.stdin, 1):
        role, call, count, deed = line.split()
        place = f"{directory}/{number}"
        words = [word.replace("{}", str(number)) for word in command]
        launch = Launch(words, (place + ".out", place + ".err"), terminal, (role, call, int(count)), deed)
        launch.run(seconds)
        with open(place + ".end", "w", encoding="ascii") as end:
            print(launch.verdict(), launch.reached, file=end)
    return 0


def main():
    words = sys.argv[1:]
    if "--" not in words:
        sys.exit(__doc__)
    command = words[words.index("--") + 1:]
    given = words[:words.index("--")]
    terminal = given[-1:] == ["terminal"]
    given = given[:-1] if terminal else given
    if given == ["record"]:
        return record(terminal, command)
    if len(given) == 3 and given[0] == "try":
        return try_all(given[1], int(given[2]), terminal, command)
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
