#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_builds.py <source folder> <build folder>: proves that the compiler refuses what layers.py forbids.

For each layer it takes the command that builds one of the layer's own sources and puts a file of one line in that
source's place: includes that the layer may make must compile (or the proof would prove nothing), includes that it
may not make must fail, and because the header cannot be had."""

import concurrent.futures
import json
import os
import pathlib
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
        source = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if source.is_relative_to(root):
            folder = "/".join(source.relative_to(root).parts[:2])
            commands.setdefault(folder, (entry["directory"], flags_of(entry)))
    return commands


def flags_of(entry):
    words = shlex.split(entry["command"])
    output = words.index("-o")
    kept = words[:output] + words[output + 2:]
    return [word for word in kept if word not in ("-c", entry["file"])] + ["-fsyntax-only", "-x", "c++"]


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
    """None where `#include <header>` compiles, else what the compiler said."""
    directory, flags = command
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=scratch, delete=False) as source:
        source.write(f"#include <{header}>\n")
    done = subprocess.run([*flags, source.name], cwd=directory, capture_output=True, text=True, check=False,
                          env=os.environ | {"LC_ALL": "C"})
    return None if done.returncode == 0 else done.stderr


def problem(root, layer, command, header, scratch):
    """What is wrong with how this include builds; None where it is as layers.py has it."""
    said = compile_include(command, header, scratch)
    if layers.fault(root, layer, header) is None:
        return f"{layer.folder} may include {header}, yet it does not build:\n{said}" if said else None
    if said is None:
        return f"{layer.folder} may not include {header}, yet it builds"
    return None if any(text in said for text in REFUSALS) else f"{layer.folder}, {header}: another error:\n{said}"


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    commands, headers = commands_by_layer(root, build), headers_by_layer(root)
    built = [layer for layer in layers.LAYERS if layer.folder in commands]
    tries = [(layer, commands[layer.folder], header) for layer in built
             for header in (*headers.values(), "QString", "sqlite3.h")]
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = [text for text in pool.map(lambda one: problem(root, *one, scratch), tries) if text]
    refused = sum(layers.fault(root, layer, header) is not None for layer, _, header in tries)
    print("\n".join(found) or f"{len(built)} layers: {len(tries) - refused} includes build, {refused} are refused.")
    sys.exit(1 if found or not refused else 0)


if __name__ == "__main__":
    main()
