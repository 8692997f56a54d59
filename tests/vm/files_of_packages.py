#!/usr/bin/python3
"""Prints the files of installed Debian packages and of all that they depend on: what a small machine is made of.

usage: files_of_packages.py PACKAGE…

One path a line, without the leading slash, each below the directories that hold it, links of the host resolved in all
but the last component. Documentation, translations and what this user cannot read are left out.

SPDX-License-Identifier: Apache-2.0
"""

import collections
import os
import re
import subprocess
import sys

LEFT_OUT = re.compile(r"/usr/(share/(doc|info|locale|man|lintian|bug|icons|fonts|mime|help|gnome)|lib/debug|games)/")
# What packages make when they are installed, so that no package owns it.
MADE = ["/etc/alternatives", "/etc/group", "/etc/hosts", "/etc/ld.so.cache", "/etc/localtime", "/etc/nsswitch.conf",
        "/etc/passwd", "/etc/shells", "/etc/ssl/certs", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"]


def installed():
    """Package -> what it depends on; virtual package -> packages that provide it."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package}\t${Status}\t${Pre-Depends}, ${Depends}\t${Provides}\n"],
        check=True, capture_output=True, text=True).stdout
    names = lambda field: re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]+)", field)
    depends, provided = {}, collections.defaultdict(set)
    for line in listing.splitlines():
        package, status, needs, provides = line.split("\t")
        if not status.endswith(" installed"):
            continue
        depends.setdefault(package, set()).update(names(needs))
        for name in names(provides):
            provided[name].add(package)
    return depends, provided


def with_dependencies(packages):
    depends, provided = installed()
    missing = [package for package in packages if package not in depends]
    if missing:
        sys.exit(f"files_of_packages.py: not installed: {' '.join(missing)}")
    found, waiting = set(), list(packages)
    while waiting:
        name = waiting.pop()
        for package in ({name} if name in depends else provided[name]) - found:
            found.add(package)
            waiting += depends[package]
    return found


def files_of(packages):
    listing = subprocess.run(["dpkg-query", "-L", *packages], check=True, capture_output=True, text=True).stdout
    return {line for line in listing.splitlines() if line.startswith("/") and line != "/."}


def in_place(path):
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def compiled(path):
    """What python made of a module when its package was installed; without it every start would compile anew."""
    directory, name = os.path.split(path)
    cache = os.path.join(directory, "__pycache__")
    if name.endswith(".py") and os.path.isdir(cache):
        yield cache
        yield from (os.path.join(cache, entry) for entry in os.listdir(cache) if entry.startswith(name[:-2]))


def alternatives():
    for directory in ("/usr/bin", "/usr/sbin"):
        for entry in os.scandir(directory):
            if entry.is_symlink() and os.readlink(entry.path).startswith("/etc/alternatives/"):
                yield entry.path


def below(path):
    yield path
    if os.path.isdir(path) and not os.path.islink(path):
        for directory, directories, files in os.walk(path):
            yield from (os.path.join(directory, name) for name in directories + files)


def main():
    paths = {in_place(path) for path in files_of(with_dependencies(sys.argv[1:])) if os.path.lexists(path)}
    for path in MADE:
        paths.update(below(path))
    paths.update(alternatives())
    paths.update([extra for path in paths for extra in compiled(path)])
    for path in list(paths):
        while (path := os.path.dirname(path)) != "/":
            paths.add(path)
    for path in sorted(paths):
        if LEFT_OUT.match(path) or not os.path.lexists(path) or "\n" in path:
            continue
        if os.path.islink(path) or os.path.isdir(path) or os.access(path, os.R_OK):
            print(path.lstrip("/"))


main()
