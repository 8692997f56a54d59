"""Who is measured: the launcher, bubblewrap, firejail and `floor`, each told to build the same world as far as it can."""
# SPDX-License-Identifier: Apache-2.0
import os
import subprocess

TRUE = "/bin/true"
BUBBLEWRAP = "/usr/bin/bwrap"
FIREJAIL = "/usr/bin/firejail"

# /usr and /etc read-only, links, /proc, a minimal /dev, a private /tmp; all namespaces, the network's among them.
WORLD = """version = 1
[filesystem]
system = "none"
home = "none"
ro = ["/usr", "/etc"]
tmpfs = ["/tmp"]
[filesystem.symlinks]
"/bin" = "usr/bin"
"/sbin" = "usr/sbin"
"/lib" = "usr/lib"
"/lib64" = "usr/lib64"
"""
BUBBLEWRAP_WORLD = (
    "--unshare-all --ro-bind /usr /usr --ro-bind /etc /etc --symlink usr/bin /bin --symlink usr/sbin /sbin"
    " --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev --tmpfs /tmp"
).split()
# Firejail cannot leave out the rest of the system; these are its nearest words, without one of its long profiles.
FIREJAIL_WORLD = "--quiet --noprofile --net=none --private --private-dev --private-tmp --read-only=/usr --read-only=/etc --seccomp".split()


class Candidates:
    """Command lines. `place` holds the programs, `work` is a directory that may be filled."""

    def __init__(self, place, work):
        self.place, self.work = place, work
        self.sandbox, self.floor, self.stopwatch = (str(place / name) for name in ("sandbox", "floor", "stopwatch"))
        self.without_firejail = why_not_firejail()
        self.world = self.profile("world", WORLD)

    def profile(self, name, text):
        path = self.work / f"{name}.toml"
        path.write_text(text)
        return str(path)

    def in_world(self, *command):
        return [self.sandbox, "-p", self.world, *command]

    def bubblewrap(self, *words):
        return [BUBBLEWRAP, *BUBBLEWRAP_WORLD, *words]

    def firejail(self, *words):
        return [FIREJAIL, *FIREJAIL_WORLD, *words]

    def trees(self, count):
        """So many directories to show inside, in one of their own."""
        tree = self.work / "tree"
        for i in range(1, count + 1):
            (tree / f"d{i}").mkdir(parents=True, exist_ok=True)
        return tree

    def with_binds(self, count):
        """{candidate: command}, each with so many directories more, read-only."""
        tree = self.trees(count)
        numbers = range(1, count + 1)
        mount = '[[filesystem.mount]]\ntype = "bind"\nsource = "{0}/d{1}"\ntarget = "/b/d{1}"\n'
        profile = self.profile(f"binds-{count}", WORLD + "".join(mount.format(tree, i) for i in numbers))
        binds = [word for i in numbers for word in ("--ro-bind", f"{tree}/d{i}", f"/b/d{i}")]
        return {
            "floor": [self.floor, "--binds", str(count), str(tree), TRUE],
            "sandbox": [self.sandbox, "-p", profile, TRUE],
            "bubblewrap": self.bubblewrap(*binds, TRUE),
        }


def why_not_firejail():
    """Why firejail cannot be measured; empty when it can."""
    if not os.path.exists(FIREJAIL):
        return "it is not installed"
    if "PRIVATE_MOUNTS" not in os.environ:
        return "it leaves mounts behind, which only root can keep from the host"
    run = subprocess.run([FIREJAIL, *FIREJAIL_WORLD, TRUE], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return ""
    return (run.stderr or run.stdout).strip().split("\n")[-1] or f"it ended with status {run.returncode}"
