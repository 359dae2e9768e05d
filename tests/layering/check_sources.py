#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_sources.py <source folder>: reads every source file and names what breaks the rules of layers.py, and
C++ or QML that reaches around them. Exit status 1 where anything does."""

import pathlib
import re
import sys

import layers
import qml_rules

# Ways from C++ into QML's insides, and objects that everybody can reach.
CPP_RULES = (
    (re.compile(r"\bfindChild(ren)?\s*[<(]"), "C++ does not reach for objects of QML"),
    (re.compile(r"\bsetContextProper(ty|ties)\b"), "no context properties: required properties"),
    (re.compile(r"\bQML_SINGLETON\b|\bqmlRegisterSingleton\w*\b"), "no singletons"),
)
# The terminal program's own ways to standard output and error, which know what to do where nothing can be written,
# and from standard input, which know what other systems write.
STREAMS = (
    (re.compile(r"\bfmt::print\b|\bstd::(cout|cerr|clog)\b|\b(f?printf|f?puts|putchar|fputc)\s*\(|\bstd(out|err)\b"),
     ("output.cpp",), "app/cli writes by output.h"),
    (re.compile(r"\bstd::cin\b|\bSTDIN_FILENO\b|\bstdin\b"), ("output.cpp", "text_input.cpp", "bench_peer.cpp",
                                                                "chat.cpp"), "app/cli reads by text_input.h"),
    (re.compile(r"\bstd::_?[Ee]xit\b|\babort\s*\("), ("interrupts.cpp",), "app/cli ends in main(), where results are looked at"),
)
# The engine gives values and calls back; it knows of no terminal and ends no program.
TERMINALS = re.compile("|".join(rule.pattern for rule, _, _ in STREAMS) + r"|\bisatty\b|\bSTD(OUT|ERR)_FILENO\b")
# But for a process of its own that asks GPUs, whose streams are pipes.
OWN_PROCESS = ("engine/gpu/answer_probe.cpp", "engine/gpu/child_process.cpp")
COMMENT = re.compile(r"//.*")


def include_faults(root):
    for layer in layers.LAYERS:
        for path in layers.sources(root, layer.folder):
            for _, name in layers.INCLUDE.findall(path.read_text(encoding="utf-8")):
                reason = layers.fault(root, layer, name)
                if reason:
                    yield f"{path.relative_to(root)}: includes {name}: {reason}"


def unknown_folders(root):
    """A new folder needs a line in layers.py, or nobody would watch it."""
    known = {layer.folder for layer in layers.LAYERS} | {"app/core"}
    for top in ("engine", "app"):
        for folder in sorted(path for path in (root / top).iterdir() if path.is_dir()):
            if folder.relative_to(root).as_posix() not in known:
                yield f"{folder.relative_to(root)}: tests/layering/layers.py does not say what this layer may know"


def cpp_faults(root):
    for path in layers.sources(root, "app"):
        text = path.read_text(encoding="utf-8")
        yield from (f"{path.relative_to(root)}: {reason}" for rule, reason in CPP_RULES if rule.search(text))


def stream_faults(root):
    for path in layers.sources(root, "app/cli"):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        yield from (f"{path.relative_to(root)}: {reason}" for rule, allowed, reason in STREAMS
                    if path.name not in allowed and rule.search(text))


def terminal_faults(root):
    for path in layers.sources(root, "engine"):
        if str(path.relative_to(root)) in OWN_PROCESS:
            continue
        if TERMINALS.search(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(root)}: the engine knows of no terminal"


def faults(root):
    for check in (include_faults, unknown_folders, cpp_faults, stream_faults, terminal_faults, qml_rules.faults):
        yield from check(root)


def main():
    found = list(faults(pathlib.Path(sys.argv[1]).resolve()))
    print("\n".join(found) or "Every layer knows only what it may.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
