#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the kiosk with an X server and a window manager of its own, looks at it, and begins a visit by a click.

    kiosk_on_x11.py PROGRAM CONFIG [--picture FILE.png] [--accent RRGGBB]

The window has to be full screen and without a frame, and has to invite on all of the screen, with the button to begin with
in the configuration's colour. Ends with 77 where something to try it with is missing.
"""

import argparse
import contextlib
import pathlib
import shutil
import sys
import tempfile
import time

from exits_on_x11 import NEEDED, Display, Failed, Kiosk, wait
from screen_picture import Picture, can_write

START = 60  # seconds


class Visited:
    """A kiosk, and what it has said."""

    def __init__(self, display, arguments, folder):
        self.display = display
        self.said = pathlib.Path(folder, "said")
        with open(self.said, "wb") as output:
            self.kiosk = Kiosk(display, [arguments.program, "--trace-stream", "--kiosk", arguments.config], output)

    def lines(self, kind):
        return [line for line in self.said.read_text(encoding="utf-8").splitlines() if line.startswith(kind)]

    def wait_for_model(self):
        wait(lambda: self.lines("obstacle")[-1:] == ["obstacle None"], "a model that can be asked", START)

    def check_frame(self):
        frame = self.display.ask("xprop", "-id", self.kiosk.window, "_NET_FRAME_EXTENTS")
        numbers = frame.partition("=")[2].replace(" ", "").strip()
        if numbers not in ("", "0,0,0,0"):
            raise Failed(f"the window has a frame: {frame}")

    def picture(self, accent):
        """The first good one, within some seconds: it is drawn as time goes on."""
        fault = ""
        for _ in range(20):
            time.sleep(0.5)
            picture = Picture.of_xwd(self.display.picture.read_bytes())
            fault = picture.faults()
            if not fault and accent and not picture.block_of(accent):
                fault = "there is no button to begin with"
            if not fault:
                return picture
        raise Failed(fault)

    def begin(self, picture, accent):
        """A click at the button, or anywhere."""
        left, top, right, bottom = picture.block_of(accent) if accent else (0, 0, picture.width, picture.height)
        self.display.ask("xdotool", "mousemove", str((left + right) // 2), str((top + bottom) // 2), "click", "1")
        wait(lambda: self.lines("stage"), "a visit")
        if self.lines("stage")[0] != "stage Consent":
            raise Failed(f"the visit begins with {self.lines('stage')}")
        self.kiosk.check("the kiosk in a visit")


def visit(display, arguments, folder):
    visited = Visited(display, arguments, folder)
    try:
        visited.wait_for_model()
        visited.check_frame()
        picture = visited.picture(arguments.accent)
        if arguments.picture:
            arguments.picture.parent.mkdir(parents=True, exist_ok=True)
            arguments.picture.write_bytes(picture.png())
        visited.begin(picture, arguments.accent)
    finally:
        status = visited.kiosk.end()
    if status != 0:
        raise Failed(f"SIGTERM ended the program with {status}")
    print(f"The kiosk invites on all of {picture.width}×{picture.height}, without a frame; a click begins a visit.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("config", type=pathlib.Path)
    parser.add_argument("--picture", type=pathlib.Path)
    parser.add_argument("--accent", type=bytes.fromhex)
    parser.add_argument("--writes", help="the language at rest: a font for it is needed")
    arguments = parser.parse_args()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    missing += [] if can_write(arguments.writes) else [f"font for {arguments.writes}"]
    if missing:
        print("Skipped, there is no", *missing)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        try:
            with contextlib.closing(Display(folder)) as display:
                visit(display, arguments, folder)
        except Failed as failed:
            print("FAIL:", failed)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
