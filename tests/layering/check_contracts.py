#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public call of the engine that can fail says with which kinds of error. Usage: check_contracts.py ROOT"""

import pathlib
import re
import sys

HEADERS = "engine/include/plm"
CALL = re.compile(r"^\s*(?:\[\[nodiscard\]\]\s*)?(?:virtual\s+|static\s+)*(?:Result<.+>|Status)\s+\(?\*?(\w+)\)?\(")
ENUM = re.compile(r"enum class ErrorKind \{(.*?)\};", re.DOTALL)
AS_ANOTHER = re.compile(r"[Ff]ails(?: with [\w, ]+ and)? as\s+`?[\w:]+\(\)|as\s+[\w:]+\(\)(?: and [\w:]+\(\))? do(?:es)?\b")


def kinds(root: pathlib.Path):
    """The names of the kinds of error."""
    text = (root / HEADERS / "result.h").read_text(encoding="utf-8")
    return re.findall(r"^\s*(\w+),", ENUM.search(text).group(1), re.MULTILINE)


def comment_above(lines, index: int):
    """The /// lines that end just above line `index`, as one text."""
    begin = index
    while begin > 0 and lines[begin - 1].lstrip().startswith("///"):
        begin -= 1
    return " ".join(line.strip().removeprefix("///").strip() for line in lines[begin:index])


def faults(root: pathlib.Path):
    """A sentence for each call that does not say how it fails."""
    known = re.compile(r"\b(" + "|".join(kinds(root)) + r")\b")
    for path in sorted((root / HEADERS).glob("*.h")):
        lines = path.read_text(encoding="utf-8").splitlines()
        private = False
        for index, line in enumerate(lines):
            if line.strip() in ("private:", "};", "public:"):
                private = line.strip() == "private:"
            call = CALL.match(line)
            if private or call is None:
                continue
            told = comment_above(lines, index)
            if not known.search(told) and not AS_ANOTHER.search(told):
                yield f"{path.relative_to(root)}:{index + 1}: {call.group(1)}() does not say with which kinds of error it fails"


def main():
    found = list(faults(pathlib.Path(sys.argv[1])))
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
