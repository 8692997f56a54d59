"""Finds the examples of a document: its blocks of code, and its tables that say so. What they mean is in README.md beside this
file; nothing is run here.

SPDX-License-Identifier: Apache-2.0
"""
import re
from dataclasses import dataclass, field


@dataclass
class Mark:
    """What a comment before a block says about it."""
    setup: str = ""
    skip: str = ""
    file: str = ""
    typed: str = ""
    needs: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    goes_on: bool = False
    commands: bool = False
    table: bool = False
    faults: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A block of code, or a table, of a document."""
    place: str
    kind: str
    text: str
    mark: Mark
    fault: str = ""


@dataclass
class Command:
    """A command of a session, and what is shown below it."""
    text: str
    expected: list[str]


def mark_of(comments):
    """The mark that comments make together; each begins with what it is about."""
    mark = Mark()
    for comment in comments:
        word, _, rest = comment.strip().partition(" ")
        word, newline, first_lines = word.partition("\n")
        rest = (first_lines + (" " if newline and rest else "") + rest).strip("\n")
        if word == "setup":
            mark.setup = rest
        elif word == "skip" and rest:
            mark.skip = " ".join(rest.split())
        elif word == "file" and rest:
            mark.file = rest.strip()
        elif word == "type" and rest:
            mark.typed = rest + "\n"
        elif word == "needs" and rest:
            mark.needs = rest.split()
        elif word == "status" and re.fullmatch(r"[\d ]+", rest.strip()):
            mark.statuses = [int(number) for number in rest.split()]
        elif word == "continue" and not rest:
            mark.goes_on = True
        elif word == "commands" and not rest:
            mark.commands = True
        elif word == "table" and not rest:
            mark.table = True
        else:
            mark.faults.append(f'"{comment.strip()}" says nothing about an example')
    return mark


def of_markdown(name, text):
    """The blocks of a document in Markdown: what stands between fences, and the tables that are marked."""
    blocks, comments, lines = [], [], text.split("\n")
    at = 0
    while at < len(lines):
        line, place = lines[at], f"{name}:{at + 1}"
        fence = re.fullmatch(r"( *)(```+)\s*(\S*).*", line)
        if fence:
            end = next((i for i in range(at + 1, len(lines)) if lines[i].strip() == fence[2]), len(lines))
            inner = [text[len(fence[1]):] if text.startswith(fence[1]) else text for text in lines[at + 1:end]]
            fault = "" if end < len(lines) else "the fence is never closed"
            blocks.append(Block(place, fence[3], "\n".join(inner) + "\n", mark_of(comments), fault))
            comments, at = [], end
        elif line.startswith("<!-- example: "):
            end = next((i for i in range(at, len(lines)) if lines[i].rstrip().endswith("-->")), len(lines) - 1)
            comment = "\n".join(lines[at:end + 1]).rstrip()
            comments.append(comment.removeprefix("<!-- example: ").removesuffix("-->"))
            at = end
        elif line.startswith("|") and comments:
            end = next((i for i in range(at, len(lines)) if not lines[i].startswith("|")), len(lines))
            blocks.append(Block(place, "table", "\n".join(lines[at:end]), mark_of(comments)))
            comments, at = [], end - 1
        elif line.startswith("    ") and (at == 0 or not lines[at - 1].strip()):
            blocks.append(Block(place, "indented", line, Mark(), "an indented block has no kind: put it between fences"))
        elif line.strip() and comments:
            blocks.append(Block(place, "none", "", Mark(), "a mark, and no example below it"))
            comments = []
        at += 1
    return blocks


def of_scdoc(name, text):
    """The blocks of a manual page: what stands between fences. A session begins with "$ ", anything else is a profile."""
    blocks, comments, lines = [], [], text.split("\n")
    at = 0
    while at < len(lines):
        line, place = lines[at], f"{name}:{at + 1}"
        if line.strip() == "```":
            end = next((i for i in range(at + 1, len(lines)) if lines[i].strip() == "```"), len(lines))
            indent = line[:len(line) - len(line.lstrip())]
            inner = "\n".join(inside.removeprefix(indent) for inside in lines[at + 1:end]) + "\n"
            blocks.append(Block(place, "console" if inner.startswith("$ ") else "toml", inner, mark_of(comments)))
            comments, at = [], end
        elif line.startswith("; example: "):
            comments.append(line.removeprefix("; example: "))
        # A comment that goes on belongs to the mark above it.
        elif line.startswith("; ") and comments:
            comments[-1] += "\n" + line.removeprefix("; ")
        elif re.match(r"\t+\$ ", line):
            blocks.append(Block(place, "indented", line, Mark(), "an example outside of a block: put it between fences"))
        elif line.strip() and comments:
            blocks.append(Block(place, "none", "", Mark(), "a mark, and no example below it"))
            comments = []
        at += 1
    return blocks


def commands_of(block):
    """The commands of a session, each with its output; or of a block that has commands alone."""
    commands = []
    for line in block.text.rstrip("\n").split("\n"):
        if block.kind == "sh":
            if commands and commands[-1].text.endswith("\\"):
                commands[-1].text += "\n" + line
            elif line.strip():
                commands.append(Command(line, ["..."]))
        elif line.startswith("$ "):
            commands.append(Command(line[2:], []))
        elif commands and not commands[-1].expected and (line.startswith("> ") or line == ">"):
            commands[-1].text += "\n" + line[2:]
        elif commands:
            commands[-1].expected.append(line)
        else:
            return []
    if block.mark.commands:
        for command in commands:
            command.expected = ["..."]
    return commands


def fits(expected, seen):
    """Whether lines of output are as a document shows them: "..." stands for some text, and alone for some lines."""
    pattern = ""
    for line in expected:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"\n"
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in seen)) is not None


def keys_of_prose(name, text):
    """A block for the keys with values that sentences of a document in Markdown name; none when they name none."""
    sentences = re.sub(r"^```.*?^```$|^\|.*?$", "", text, flags=re.MULTILINE | re.DOTALL)
    keys = re.findall(r"`((?:[a-z_]+\.)+[a-z_]+\s=\s[^`]+)`", sentences)
    return [Block(name, "prose", "\n".join(key.replace("\n", " ") for key in keys), Mark())] if keys else []


def links_of(text):
    """The files that a document in Markdown points to, by their paths from its directory."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target
