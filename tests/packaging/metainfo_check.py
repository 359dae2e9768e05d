# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""metainfo_check.py SOURCES METAINFO: whether the pictures that the built METAINFO names are there, as large as it says and
large enough for a software centre, and whether its release notes are short and count what they leave out."""

import datetime
import pathlib
import struct
import sys
import xml.etree.ElementTree

sources, metainfo = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
sys.dont_write_bytecode = True
sys.path.insert(0, str(sources / "packaging"))
import release_notes  # noqa: E402

root = xml.etree.ElementTree.parse(metainfo).getroot()
failures = []

SMALLEST, LARGEST = 620, 3840  # pixels wide; below the first, AppStream says, nothing can be seen


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


def check_release_notes():
    release = root.find("releases/release")
    changelog = (sources / "CHANGELOG.md").read_text(encoding="utf-8")
    notes = release_notes.notes_of(release_notes.section_of(changelog, release.get("version"))[0])
    points = sum(len(sentences) for _, sentences in notes)
    shown = len(release.findall("description/ul/li"))
    paragraphs = [paragraph.text for paragraph in release.findall("description/p")]
    expect(shown == min(points, release_notes.POINTS_IN_METAINFO), f"{shown} of {points} points are shown")
    expect(points == shown or f"And {points - shown} more." in paragraphs, f"they do not say that {points - shown} are left out")


MADE_UP = """# Changelog

## Unreleased

### Added

- Something new.

## [1.2] - 2026-03-04

### Added

### Fixed

- A fault. With more on it.

## 1.1

"""


def check_other_changelogs():
    """What this project's changelog is not like yet."""
    section, released, day = release_notes.section_of(MADE_UP, "1.2")
    expect((released, day) == (True, "2026-03-04"), "1.2 is not of its day")
    expect(release_notes.notes_of(section) == [("Fixed", ["A fault."])], "1.2 has other notes")
    section, released, day = release_notes.section_of(MADE_UP, "1.3")
    expect((released, day, release_notes.notes_of(section)) == (False, None, [("Added", ["Something new."])]),
           "1.3 is not what is unreleased")
    notes = release_notes.notes_of(release_notes.section_of(MADE_UP, "1.1")[0])
    when = datetime.datetime(2026, 3, 4)
    expect("<description>" not in release_notes.metainfo("<releases/>", "1.1", when, notes, True), "1.1 says nothing at length")
    expect("  * Nothing" in release_notes.debian("1.1", when, notes, "somebody"), "1.1 has no point for Debian")


check_pictures()
check_release_notes()
check_other_changelogs()
expect("@" not in metainfo.read_text(encoding="utf-8"), "something is not filled in")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(bool(failures))
