#!/usr/bin/env python3
"""Writes a C++ file that holds the given profiles as strings: embed_profiles.py OUTPUT PROFILE..."""
# SPDX-License-Identifier: Apache-2.0

import pathlib
import sys
import tomllib

HEAD = """// Made from profiles/ by src/frontend/embed_profiles.py.
#include "frontend/embedded_profiles.h"

#include <array>

namespace sandbox::frontend {
namespace {

constexpr auto profiles = std::to_array<EmbeddedProfile>({
"""
TAIL = """});

}  // namespace

std::span<const EmbeddedProfile> embedded_profiles() { return profiles; }

}  // namespace sandbox::frontend
"""


def entry(path: pathlib.Path) -> str:
    text = path.read_text(encoding="utf-8")
    if ')profile"' in text:
        sys.exit(f'{path}: )profile" ends the string that holds it')
    match = tomllib.loads(text).get("match", {})
    commands = match.get("command", [])
    if "path_beneath" in match or any(set(command) & set(' "\\') for command in commands):
        sys.exit(f"{path}: a built-in profile is picked by plain names of commands only")
    return f'    {{"{path.stem}", R"profile({text})profile", "{" ".join(commands)}"}},\n'


def main(output: str, *profiles: str) -> None:
    entries = [entry(pathlib.Path(name)) for name in sorted(profiles)]
    pathlib.Path(output).write_text(HEAD + "".join(entries) + TAIL, encoding="utf-8")


main(*sys.argv[1:])
