#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_island.py PERIPHERAL_CLI MODEL: writes island.json, the answer that devices type in a race.

Both texts were written for this program. MODEL is any file with PLM's tokenizer: the answer is taken apart into its
tokens, and of the question only their number is kept, because reading it is what a race shows of it."""

import json
import pathlib
import subprocess
import sys

QUESTION = """\
Please read this and tell me in your own words what the island is like.

The ferry leaves at seven in the morning, and by half past six there is already a small crowd on the quay. Two
fishermen carry boxes of ice to the stern. A woman with a bicycle asks whether the road on the other side has been
mended since the storm, and nobody is quite sure. The captain, who has made this journey for thirty years, says that
the sea will be calm until noon, and that whoever wants to come back the same day should not miss the boat at four.

Islands of this kind were made by ice. Some twelve thousand years ago the glaciers that covered the land began to
melt, and what they had carried for centuries, sand, clay and stones as large as houses, was left where it lay. The
sea rose and filled the valleys between the hills. What is called an island today is the top of a hill, and the
harbour lies where a stream once ran through a meadow.

Most of the people who live there now keep sheep or rent rooms to visitors. The school has eleven pupils and one
teacher. In winter, when the ferry cannot run, lessons come by radio, and the post arrives by helicopter if the wind
allows it. There is one shop, which is also the library, and one telephone box, in which somebody grows tomatoes. In
summer there are more bicycles than people. In autumn, when the last guests have gone, the islanders hold a dance in
the barn above the harbour, and everybody comes, because everybody would be missed.
"""

ANSWER = """\
The island is small and a little out of the way, and the people there seem to like it so. You reach it by a \
ferry that leaves early in the morning, with fishermen, bicycles and a captain who knows the sea well enough to \
say when you should go home again.

It was made by ice. When the glaciers melted they left sand and huge stones behind, and the sea came up around \
the hills, so that you stand on a hilltop without noticing it.

Today there are sheep, a few rooms for visitors, and a school with eleven children. The shop lends books, and \
tomatoes grow in the telephone box. Winters are long: the ferry stops, and lessons come by radio. But in autumn, \
when the guests have left, there is a dance in a barn, and nobody stays at home, because on an island of that \
size an empty chair is seen at once.
"""


def tokens_of(cli, model, *texts):
    """The tokens of each text."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([cli, "tokenize", "--model", model], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def pieces_of(cli, model, ids):
    lines = "".join(f"[{one}]\n" for one in ids)
    done = subprocess.run([cli, "detokenize", "--model", model], input=lines, capture_output=True, text=True,
                          check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    cli, model = sys.argv[1:]
    question, answer = tokens_of(cli, model, QUESTION.strip(), ANSWER.strip())
    recording = {"model": "Island", "context": 4096, "prompt_tokens": len(question),
                 "pieces": pieces_of(cli, model, answer)}
    path = pathlib.Path(__file__).parent / "island.json"
    path.write_text(json.dumps(recording, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


main()
