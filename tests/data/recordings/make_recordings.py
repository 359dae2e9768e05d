#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the recordings of this folder: blocks.json and long.json.

The text is put together from the lists below by a generator with a fixed seed, so that every run gives the same
bytes. `make_recordings.py --check` only compares.
"""

import json
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).parent
LONG_PIECES = 4000

# One of each block that the window knows, with the cases that are easy to get wrong.
BLOCKS = """# A short tour of the kitchen garden

Start small: a bed of **one by two metres** feeds a family with *salad* all summer. See `soil.md` for the mixture, \
and mind the word “loam” – it is not the same as clay. Grüße aus dem Garten! 🌱

## What to sow first

1. Radishes, because they come up in four days.
2. Lettuce, in two rows:
   - an early one under fleece,
   - a late one in the shade.
3. Beans, after the last frost.

- [x] bed dug over
- [ ] seeds bought

> A garden is never finished.
>
> > Nor is its gardener.

| Plant    | Depth | Distance |
|----------|------:|---------:|
| Radish   | 1 cm  | 4 cm     |
| Lettuce  | 0 cm  | 25 cm    |
| Bean     | 4 cm  | 15 cm    |

The rows that fit into a bed:

```python
def rows(width_cm: int, distance_cm: int) -> int:
    # The outer rows stand half a distance from the edge.
    return width_cm // distance_cm


print(rows(100, 25))
```

---

### One more thing

Water in the morning <b>only</b>, and do not load ![this picture](https://example.org/bed.png). The formula for the \
water of a week is area × 20 l/m², so 2 m² need 40 l.
"""

PLACES = ["the harbour", "the old mill", "the station", "the library", "the north field", "the glasshouse",
          "the bakery", "the bridge over the weir", "the school yard", "the lighthouse"]
PEOPLE = ["Marta", "the ferryman", "my neighbour", "Jonas", "the librarian", "a girl called Ines", "old Tomasz",
          "the apprentice", "Dr. Okafor", "the postwoman"]
DEEDS = ["counted the boats twice", "mended the clock", "wrote the weather into a notebook",
         "planted three pear trees", "carried water from the well", "read the letter aloud", "repaired the roof before the rain came",
         "measured the depth of the river", "baked bread for the whole street", "drew a map of every path"]
REASONS = ["because the winter had been long", "although nobody had asked for it", "so that the children could see it",
           "which took the better part of a day", "and that is how the habit began",
           "while the fog lifted from the water", "since the almanac promised a dry week",
           "and the dog slept through all of it"]
OPENINGS = ["In the morning", "A week later", "By noon", "That autumn", "On the first warm day", "After supper",
            "Long before that", "The next time it rained"]
TERMS = ["tide", "ledger", "seedling", "lantern", "gear", "harvest", "compass", "current", "chimney", "orchard"]
FUNCTIONS = ["average", "largest_gap", "running_total", "smooth"]


def sentence(rng):
    return (f"{rng.choice(OPENINGS)} {rng.choice(PEOPLE)} {rng.choice(DEEDS)} at {rng.choice(PLACES)}, "
            f"{rng.choice(REASONS)}.")


def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(3, 6)))


def numbered_list(rng):
    items = [f"{n}. **{rng.choice(TERMS).capitalize()}**: {sentence(rng)}" for n in range(1, rng.randint(4, 7))]
    return "\n".join(items)


def bullet_list(rng):
    people = rng.sample(PEOPLE, rng.randint(3, 6))
    return "\n".join(f"- {who[0].upper()}{who[1:]} kept a *{rng.choice(TERMS)}*, {rng.choice(REASONS)}"
                     for who in people)


def table(rng):
    rows = [f"| {term} | {rng.randint(1, 31)} | {rng.uniform(0, 40):.1f} |" for term in rng.sample(TERMS, 5)]
    return "\n".join(["| Thing | Day | Height in m |", "|---|---:|---:|", *rows])


def code(rng):
    name, window = rng.choice(FUNCTIONS), rng.randint(2, 9)
    return (f"```python\ndef {name}(values, window={window}):\n    \"\"\"Heights in metres, one an hour.\"\"\"\n"
            f"    result = []\n    for start in range(len(values) - window + 1):\n"
            f"        part = values[start:start + window]\n        result.append(sum(part) / window)\n"
            f"    return result\n\n\nprint({name}([{', '.join(str(rng.randint(0, 40)) for _ in range(8))}]))\n```")


def quote(rng):
    return f"> {sentence(rng)}\n> {sentence(rng)}"


def section(rng, number):
    kinds = [paragraph, numbered_list, table, code, bullet_list, quote]
    blocks = [f"## {number}. Notes from {rng.choice(PLACES)}", paragraph(rng)]
    blocks += [kind(rng) for kind in rng.sample(kinds, 3)]
    return "\n\n".join(blocks) + "\n\n"


def pieces_of(text):
    """Cuts text where a byte-level vocabulary would: words with the blank before them, digits one by one, runs of
    signs, line ends. Long words fall into two."""
    pieces = re.findall(r" ?[^\W\d_]+| ?\d| ?[^\w\s]+|\s+(?=\S)|\s+|_", text)
    assert "".join(pieces) == text
    for piece in pieces:
        half = (len(piece) + 1) // 2
        yield from [piece[:half], piece[half:]] if len(piece) > 9 else [piece]


def long_pieces():
    rng = random.Random(4000)
    pieces, number = list(pieces_of("# A year by the river\n\n")), 1
    while len(pieces) < LONG_PIECES - 1:
        pieces += pieces_of(section(rng, number))
        number += 1
    return pieces[:LONG_PIECES - 1] + ["\n"]


def recordings():
    # Costs as of the 1.8B model in 4 bits, whose layers are more.
    costs = {
        "active_by_layer": [0.39, 0.09, 0.16, 0.21, 0.30, 0.43],
        "weight_bytes": [1156, 190_000_000, 38_000_000, 310_000_000, 390_000_000, 255_000_000],
        "part_seconds": [0.00001, 0.0011, 0.0005, 0.0013, 0.0006, 0.0012],
        "cache_bytes_per_token": 36_864}
    yield "blocks.json", {
        "model": "Recorded garden", "context": 4096, "prompt_tokens": 40, "prompt_seconds": 0.2,
        "tokens_per_second": 200, **costs, "pieces": list(pieces_of(BLOCKS))}
    yield "long.json", {
        "model": "Recorded river", "context": 8192, "prompt_tokens": 60, "prompt_seconds": 0.3,
        "tokens_per_second": 200, **costs, "pieces": long_pieces()}


def main():
    stale = []
    for name, recording in recordings():
        path, text = HERE / name, json.dumps(recording, ensure_ascii=False, indent=0) + "\n"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"Not what make_recordings.py writes: {', '.join(stale)}")


if __name__ == "__main__":
    main()
