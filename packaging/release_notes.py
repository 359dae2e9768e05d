#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""release_notes.py metainfo|debian CHANGELOG VERSION SECONDS MAINTAINER [TEMPLATE]: what a version brought, from
CHANGELOG.md, of each point the first sentence: as TEMPLATE with <releases/> filled in, or as a Debian changelog.
SECONDS since 1970 is when it was made, unless its heading names a day; as long as the changelog calls it "Unreleased", AppStream hears that it is in
development. AppStream gets the first points only, and how many there are beside them: a software centre shows release
notes beside the description, where nobody reads fifty."""

import datetime
import email.utils
import pathlib
import re
import sys
import textwrap
from xml.sax.saxutils import escape

POINTS_IN_METAINFO = 8


def section_of(changelog, version):
    """The text below the heading of the version, whether it is released, and the day that the heading names, if any; else
    below "Unreleased"."""
    for heading in (version, "Unreleased"):
        found = re.search(rf"^## \[?{re.escape(heading)}\b(.*?)\n(.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
        if found:
            day = re.search(r"\d{4}-\d\d-\d\d", found.group(1))
            return found.group(2), heading == version, day and day.group()
    sys.exit(f"release_notes.py: the changelog has neither {version} nor Unreleased.")


def first_sentence(point):
    sentence = re.split(r"(?<=\.)\s+(?=[A-Z`\"])", point.strip())[0]
    return re.sub(r"\s+", " ", sentence).replace("`", "")


def notes_of(section):
    """[(kind, [sentence…])…], a kind being "Added" and its like."""
    parts = re.split(r"^### (.*)$", section, flags=re.MULTILINE)
    notes = [(kind, [first_sentence(point) for point in re.split(r"^- ", text, flags=re.MULTILINE)[1:]])
             for kind, text in zip(parts[1::2], parts[2::2])]
    return [(kind, sentences) for kind, sentences in notes if sentences]


def shortened(notes, most):
    """The first points of notes, in their order and under their headings, and how many are left out."""
    taken = []
    for kind, sentences in notes:
        room = most - sum(len(points) for _, points in taken)
        if sentences[:room]:
            taken.append((kind, sentences[:room]))
    return taken, sum(len(sentences) for _, sentences in notes) - sum(len(sentences) for _, sentences in taken)


def metainfo(template, version, when, notes, released):
    notes, left_out = shortened(notes, POINTS_IN_METAINFO)
    attributes = f'version="{version}" date="{when:%Y-%m-%d}" type="{"stable" if released else "development"}"'
    if not notes:
        return template.replace("<releases/>", f"<releases>\n    <release {attributes}/>\n  </releases>")
    lines = ["<releases>", f"    <release {attributes}>", "      <description>"]
    for kind, sentences in notes:
        lines += [f"        <p>{kind}:</p>", "        <ul>"]
        lines += [f"          <li>{escape(sentence)}</li>" for sentence in sentences]
        lines += ["        </ul>"]
    if left_out:
        lines += [f"        <p>And {left_out} more.</p>"]
    lines += ["      </description>", "    </release>", "  </releases>"]
    return template.replace("<releases/>", "\n".join(lines))


def debian(version, when, notes, maintainer):
    text = f"peripheral ({version}) unstable; urgency=medium\n"
    if not notes:
        text += "\n  * Nothing that users see.\n"
    for kind, sentences in notes:
        text += f"\n  [ {kind} ]\n"
        for sentence in sentences:
            text += textwrap.fill(sentence, 78, initial_indent="  * ", subsequent_indent="    ") + "\n"
    return text + f"\n -- {maintainer}  {email.utils.format_datetime(when)}\n"


def main():
    form, changelog, version, seconds, maintainer = sys.argv[1:6]
    section, released, day = section_of(pathlib.Path(changelog).read_text(encoding="utf-8"), version)
    when = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
    if day:
        when = datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00")
    notes = notes_of(section)
    if form == "metainfo":
        text = metainfo(pathlib.Path(sys.argv[6]).read_text(encoding="utf-8"), version, when, notes, released)
    else:
        text = debian(version, when, notes, maintainer)
    sys.stdout.buffer.write(text.encode())


if __name__ == "__main__":
    main()
