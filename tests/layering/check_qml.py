#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_qml.py <build folder> <ninja>: proves that the build refuses QML that layers.py forbids.

For each module it takes the command that the build reads the module's files with, and puts another file in their place:
one that imports all that the module may import must pass, or the proof would prove nothing; then, for each other module,
one that imports it and one that uses a type of its without an import must be refused."""

import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import layers

# A type of each. The reading does not mind that it lacks properties.
TYPES = {layers.CORE_URI: "property Chat chat", layers.VISIT_URI: "property Kiosk kiosk",
         "Peripheral.Style": "Hairline {}", "Peripheral.Chat": "TextCopier {}", "Peripheral.Device": "Meter {}", "Peripheral.Pages": "SettingSwitch {}", "Peripheral.Desktop": "DropLayer {}",
         "Peripheral.Kiosk": "RotatedRoot {}", "Peripheral.Keyboard": "ScreenKeyboard {}"}


def reading_command(build, ninja, module):
    """(working folder, command without files) of the reading that ends the build of the module."""
    library = f"qml/{module.folder}/lib{module.target or 'peripheral_' + module.folder}.a"
    commands = subprocess.run([ninja, "-t", "commands", library], cwd=build, capture_output=True, text=True, check=True)
    found = re.search(r"&& cd (\S+) && (?:\S+steady_command.sh\S? )?(\S*qmllint .*?)(?: && .*)?$", commands.stdout.splitlines()[-1])
    if not found:
        raise SystemExit(f"{library} is built without reading its QML")
    return found[1], [word for word in shlex.split(found[2]) if not word.endswith(".qml")]


def refusal(command, imports, content, scratch):
    """What the build says of a file with these imports and this content; None where it has nothing against it."""
    folder, words = command
    lines = ["import QtQuick", *(f"import {name}" for name in imports), "Item {", f"    {content}", "}", ""]
    file = pathlib.Path(scratch, "Planted.qml")
    file.write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run([*words, str(file)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout or "nothing" if done.returncode else None


def problems_of(build, ninja, module, scratch):
    command = reading_command(build, ninja, module)
    allowed = (module.uri, *module.uses)
    said = refusal(command, allowed, "\n    ".join(TYPES[name] for name in allowed), scratch)
    if said is not None:
        yield f"{module.uri} is refused what it may use:\n{said}"
    for name, content in TYPES.items():
        if name in allowed:
            continue
        if f"Failed to import {name}" not in (refusal(command, (name,), "", scratch) or ""):
            yield f"{module.uri} may not import {name}, yet it builds"
        if "was not found" not in (refusal(command, allowed, content, scratch) or ""):
            yield f"{module.uri} may not use {content} of {name}, yet it builds"


def main():
    build, ninja = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        problems = [problem for module in layers.QML_MODULES for problem in problems_of(build, ninja, module, scratch)]
    print("\n".join(problems) or f"{len(layers.QML_MODULES)} modules of QML: all as layers.py has it.")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
