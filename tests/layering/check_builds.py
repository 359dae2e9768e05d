#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_builds.py <source folder> <build folder>: proves that the compiler refuses what layers.py forbids.

For each layer it takes the command that builds one of the layer's own sources and puts a file of one line in that
source's place. An include that the layer may not make must fail, and because the header cannot be had; one that it
may make must be found, at least one a layer, or the proof would prove nothing."""

import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import layers

REFUSALS = ("No such file or directory", "file not found", "only app/history knows SQLite")


def commands_by_layer(root, build):
    """layer folder → (working folder, compiler and flags) of its first source."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = own_source(pathlib.Path(entry["directory"], entry["file"]).resolve())
        if source.is_relative_to(root):
            folder = "/".join(source.relative_to(root).parts[:2])
            commands.setdefault(folder, (entry["directory"], flags_of(entry)))
    return commands


def own_source(source):
    """The first of the files that `source` compiles together, where it is CMake's list of such files."""
    if source.suffix != ".cxx" or source.parent.name != "Unity":
        return source
    return pathlib.Path(re.search(r'#include "([^"]+)"', source.read_text(encoding="utf-8"))[1]).resolve()


def flags_of(entry):
    """The command as a preprocessor run that writes no file: whether a header can be had shows there already."""
    words = iter(shlex.split(entry["command"]))
    kept = []
    for word in words:
        if word in ("-o", "-MF", "-MT"):
            next(words)
        elif word not in ("-c", "-MD", entry["file"]):
            kept.append(word)
    return [*kept, "-E", "-x", "c++"]


def headers_by_layer(root):
    """layer folder → one of its headers, spelled as others would include it."""
    headers = {}
    for layer in layers.LAYERS:
        base = root / layer.folder
        start = base if layer.folder == "engine/include" else base.parent
        own = [path for path in layers.sources(root, layer.folder) if path.suffix == ".h"]
        if own:
            headers[layer.folder] = own[0].relative_to(start).as_posix()
    return headers


def compile_include(command, header, scratch):
    """None where `#include <header>` is accepted, else what the compiler said."""
    directory, flags = command
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=scratch, delete=False) as source:
        source.write(f"#include <{header}>\n")
    done = subprocess.run([*flags, source.name], cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    return None if done.returncode == 0 else done.stderr


def attempt(root, layer, command, header, scratch):
    """(layer folder, whether an allowed include compiled, what is wrong or None)"""
    said = compile_include(command, header, scratch)
    if layers.fault(root, layer, header) is None:
        return layer.folder, said is None, None
    if said is None:
        return layer.folder, False, f"{layer.folder} may not include {header}, yet it builds"
    refused = any(text in said for text in REFUSALS)
    return layer.folder, False, None if refused else f"{layer.folder}, {header}: another error:\n{said}"


def attempts(root, build):
    commands, headers = commands_by_layer(root, build), headers_by_layer(root)
    for layer in (layer for layer in layers.LAYERS if layer.folder in commands):
        yield from ((layer, commands[layer.folder], header) for header in (*headers.values(), "QString", "sqlite3.h"))


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda one: attempt(root, *one, scratch), attempts(root, build)))
    problems = [text for _, _, text in results if text]
    built = {folder for folder, compiled, _ in results if compiled}
    problems += [f"{folder}: nothing that it may include builds" for folder in {one[0] for one in results} - built]
    print("\n".join(problems) or f"{len(built)} layers, {len(results)} includes tried: all as layers.py has it.")
    sys.exit(1 if problems or not results else 0)


if __name__ == "__main__":
    main()
