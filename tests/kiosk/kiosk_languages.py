#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""kiosk_languages.py ACCENT PICTURE PICTURE…: whether pictures of a kiosk in several languages say different words.

On the button to begin with, which is of the colour ACCENT, RRGGBB. Ends with 77 where a picture is missing: then the test
that takes it was skipped.
"""

import itertools
import pathlib
import sys

from screen_picture import Picture


def main():
    accent, *names = sys.argv[1:]
    missing = [name for name in names if not pathlib.Path(name).exists()]
    if missing:
        print("Skipped, there is no", *missing)
        return 77
    buttons = {}
    for name in names:
        picture = Picture.of_png(pathlib.Path(name).read_bytes())
        box = picture.block_of(bytes.fromhex(accent))
        if not box:
            print(f"FAIL: there is no button in {name}")
            return 1
        buttons[name] = picture.cut(box)
        if len(buttons[name].colours()) < 10:
            print(f"FAIL: there are no words on the button in {name}")
            return 1
    same = [pair for pair in itertools.combinations(names, 2) if buttons[pair[0]].bytes == buttons[pair[1]].bytes]
    for one, other in same:
        print(f"FAIL: the same words in {one} and {other}")
    return 1 if same else 0


if __name__ == "__main__":
    sys.exit(main())
