"""Runs a command on a pseudo-terminal that is its controlling terminal, as a person's shell would have it, and plays a
dialogue with it. Prints all that the terminal showed.

    at_terminal.py STEP... -- COMMAND...

    see:TEXT       waits until the terminal shows the text (after what was seen before)
    type:TEXT      types it; escapes like \\x03 and \\r are understood
    quiet:SECONDS  nothing may be shown for so long
    pause:SECONDS  lets time pass
    count:N:TEXT   so far the text must have been shown N times
    size:ROWS:COLS makes the window that large
    mode:WORD      raw: every key passes as a byte; cooked: lines, with an echo. Waits until it is so
    kill:SIGNAL    sends a signal to the command, as TERM
    paste:N:BYTES  types the text so often that it is N bytes, as fast as the terminal takes it
    end:STATUS     waits for the command's end: its exit status, or "signal N"

Exit status: 0 when all went as the steps say, else 1.
"""
# SPDX-License-Identifier: Apache-2.0
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 15


class Unexpected(Exception):
    pass


class Terminal:
    def __init__(self, command):
        self.shown = b""
        self.seen = 0
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            os.execvp(command[0], command)

    def read(self, seconds):
        """Takes in what is shown within the time; False when nothing was."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self.master, 65536)
        except OSError:  # the other side is closed
            chunk = b""
        if not chunk:
            time.sleep(min(seconds, 0.05))
            return False
        self.shown += chunk
        return True

    def see(self, text):
        deadline = time.monotonic() + PATIENCE
        while (at := self.shown.find(text, self.seen)) < 0:
            if time.monotonic() > deadline:
                raise Unexpected(f"{text!r} is not shown")
            self.read(0.1)
        self.seen = at + len(text)

    def type(self, text):
        os.write(self.master, text)

    def size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def mode(self, word):
        deadline = time.monotonic() + PATIENCE
        while bool(termios.tcgetattr(self.master)[3] & termios.ICANON) != (word == "cooked"):
            if time.monotonic() > deadline:
                raise Unexpected(f"the terminal does not become {word}")
            self.read(0.05)

    def paste(self, number, text):
        rest = (text * (number // len(text) + 1))[:number]
        deadline = time.monotonic() + 2 * PATIENCE
        while rest:
            readable, writable, _ = select.select([self.master], [self.master], [], 1)
            if readable:
                self.read(0)
            if writable:
                rest = rest[os.write(self.master, rest[:1024]):]
            if time.monotonic() > deadline:
                raise Unexpected(f"{len(rest)} of {number} bytes cannot be typed")

    def quiet(self, seconds):
        while self.read(0.05):  # what was on its way
            pass
        if self.read(seconds):
            raise Unexpected(f"something is shown within {seconds} s")

    def count(self, number, text):
        seen = self.shown.count(text)
        if seen != number:
            raise Unexpected(f"{text!r} is shown {seen} times, not {number}")

    def end(self, expected):
        deadline = time.monotonic() + PATIENCE
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                raise Unexpected("the command does not end")
            self.read(0.05)
        while self.read(0.1):
            pass
        self.pid = 0
        code = os.waitstatus_to_exitcode(status)
        seen = f"signal {-code}" if code < 0 else str(code)
        if seen != expected:
            raise Unexpected(f"the command ended with {seen}, not {expected}")

    def close(self):
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)


def play(terminal, step):
    kind, _, rest = step.partition(":")
    text = rest.encode().decode("unicode_escape").encode("latin-1")
    if kind == "see":
        terminal.see(text)
    elif kind == "type":
        terminal.type(text)
    elif kind == "quiet":
        terminal.quiet(float(rest))
    elif kind == "pause":
        deadline = time.monotonic() + float(rest)
        while (left := deadline - time.monotonic()) > 0:
            terminal.read(left)
    elif kind == "count":
        number, _, text = text.partition(b":")
        terminal.count(int(number), text)
    elif kind == "size":
        terminal.size(*map(int, rest.split(":")))
    elif kind == "mode":
        terminal.mode(rest)
    elif kind == "kill":
        os.kill(terminal.pid, getattr(signal, "SIG" + rest))
    elif kind == "paste":
        number, _, text = text.partition(b":")
        terminal.paste(int(number), text)
    elif kind == "end":
        terminal.end(rest)
    else:
        raise Unexpected(f"no such step: {step}")


def main():
    split = sys.argv.index("--")
    terminal = Terminal(sys.argv[split + 1:])
    trouble = None
    try:
        for step in sys.argv[1:split]:
            play(terminal, step)
    except Unexpected as unexpected:
        trouble = f"at_terminal: {step}: {unexpected}"
    terminal.close()
    sys.stdout.write(terminal.shown.decode(errors="backslashreplace").replace("\r\n", "\n"))
    if trouble:
        print(trouble, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
