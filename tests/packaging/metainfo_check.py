# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""metainfo_check.py SOURCES METAINFO: whether the pictures that the built METAINFO names are there, as large as it says and
large enough for a software centre, and whether its release notes are short and count what they leave out."""

import pathlib
import re
import struct
import sys
import xml.etree.ElementTree

sources, metainfo = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
root = xml.etree.ElementTree.parse(metainfo).getroot()
failures = []

SMALLEST, LARGEST = 620, 3840  # pixels wide; below the first, AppStream says, nothing can be seen
MOST_POINTS = 8


def expect(true, complaint):
    if not true:
        failures.append(complaint)


def size_of(picture):
    """Width and height of a PNG."""
    head = picture.read_bytes()[:24]
    return struct.unpack(">II", head[16:24]) if head.startswith(b"\x89PNG\r\n\x1a\n") else None


def check_picture(image):
    home = root.findtext("url[@type='homepage']")
    expect(image.text.startswith(f"{home}/"), f"{image.text} is not at the home page")
    path = image.text.removeprefix(f"{home}/")
    if not (path.startswith("docs/pictures/") and (sources / path).is_file()):
        failures.append(f"there is no {path}")
        return
    said = (int(image.get("width")), int(image.get("height")))
    expect(size_of(sources / path) == said, f"{path} is of {size_of(sources / path)} pixels and not {said}")
    expect(SMALLEST <= said[0] <= LARGEST and 1 <= said[0] / said[1] <= 2, f"{path}: {said} suits no software centre")


def check_pictures():
    shots = root.findall("screenshots/screenshot")
    expect([shot.get("type") for shot in shots].count("default") == 1, "there is not one picture to show first")
    for shot in shots:
        expect(shot.findtext("caption", "").strip(), "a picture has no caption")
        check_picture(shot.find("image"))
    names = {shot.find("image").text.rsplit("/", 1)[1] for shot in shots}
    expect({"light.png", "dark.png"} <= names, f"not both light and dark: {sorted(names)}")


def points_in_changelog():
    changelog = (sources / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## .*?\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL).group(1)
    return len(re.findall(r"^- ", newest, re.MULTILINE))


def check_release_notes():
    notes = root.find("releases/release/description")
    shown = len(notes.findall("ul/li"))
    more = re.fullmatch(r"And (\d+) more\.", notes.findall("p")[-1].text)
    left_out = int(more.group(1)) if more else 0
    expect(0 < shown <= MOST_POINTS, f"{shown} points of release notes")
    expect(shown + left_out == points_in_changelog(),
           f"{shown} points and {left_out} more, but the changelog has {points_in_changelog()}")


check_pictures()
check_release_notes()
expect("@" not in metainfo.read_text(encoding="utf-8"), "something is not filled in")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(bool(failures))
