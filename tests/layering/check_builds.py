#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_builds.py <source folder> <build folder>: proves that the compiler refuses what layers.py forbids.

For each layer it takes the command that builds one of the layer's own sources and puts another file in that source's
place. First one that asks the preprocessor which headers it can find (all layers' and Qt's): none that the layer may not
include may be among them. Then files of one line: SQLite's header, which lies where every compiler looks, must be refused
by the guard before it, and one header that may be included must build, or the proof would prove nothing."""

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

REFUSALS = ("No such file or directory", "file not found", "only app/storage knows SQLite")
SQLITE = "sqlite3.h"


def commands_by_layer(root, build):
    """layer folder → (working folder, compiler and flags) of its first source, as the layer itself is built."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        if " -o tests/" in entry["command"]:  # tests compile sources of layers, too, and see more
            continue
        for source in own_sources(pathlib.Path(entry["directory"], entry["file"]).resolve()):
            if source.is_relative_to(root):
                folder = "/".join(source.relative_to(root).parts[:2])
                commands.setdefault(folder, (entry["directory"], flags_of(entry)))
    return commands


def own_sources(source):
    """The files that `source` compiles together, where it is CMake's list of such files; else itself."""
    if source.suffix != ".cxx" or source.parent.name != "Unity":
        return [source]
    return [pathlib.Path(name).resolve() for name in re.findall(r'#include "([^"]+)"', source.read_text(encoding="utf-8"))]


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


def preprocess(command, text, scratch):
    """What the preprocessor makes of `text`, and what it says where it fails (else None)."""
    directory, flags = command
    with tempfile.NamedTemporaryFile("w", suffix=".cpp", dir=scratch, delete=False) as source:
        source.write(text)
    done = subprocess.run([*flags, source.name], cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    return done.stdout, None if done.returncode == 0 else done.stderr


def found_headers(command, headers, scratch):
    """Those of `headers` that an include would find."""
    text = "".join(f"#if __has_include(<{header}>)\nfound {number}\n#endif\n" for number, header in enumerate(headers))
    out, said = preprocess(command, text, scratch)
    if said is not None:
        raise SystemExit(said)
    return [headers[int(number)] for number in re.findall(r"^found (\d+)$", out, re.MULTILINE)]


def refusal_of_sqlite(layer, command, scratch):
    """What is wrong with how `layer` is kept from SQLite, or None."""
    _, said = preprocess(command, f"#include <{SQLITE}>\n", scratch)
    if said is None:
        return f"{layer.folder} may not include {SQLITE}, yet it builds"
    return None if any(text in said for text in REFUSALS) else f"{layer.folder}, {SQLITE}: another error:\n{said}"


def attempt(root, layer, command, headers, scratch):
    """What is wrong with `layer`: a list of sentences."""
    found = found_headers(command, headers, scratch)
    problems = [f"{layer.folder} may not include {header}, yet it is found"
                for header in found if layers.fault(root, layer, header) is not None]
    if layers.fault(root, layer, SQLITE) is not None:
        problems.append(refusal_of_sqlite(layer, command, scratch))
    allowed = (header for header in found if layers.fault(root, layer, header) is None)
    if not any(preprocess(command, f"#include <{header}>\n", scratch)[1] is None for header in allowed):
        problems.append(f"{layer.folder}: nothing that it may include builds")
    return [problem for problem in problems if problem]


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    commands, headers = commands_by_layer(root, build), [*headers_by_layer(root).values(), "QString"]
    tried = [layer for layer in layers.LAYERS if layer.folder in commands]
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda layer: attempt(root, layer, commands[layer.folder], headers, scratch), tried)
        problems = [problem for of_layer in found for problem in of_layer]
    print("\n".join(problems) or f"{len(tried)} layers, {len(headers)} headers each: all as layers.py has it.")
    sys.exit(1 if problems or not tried else 0)


if __name__ == "__main__":
    main()
