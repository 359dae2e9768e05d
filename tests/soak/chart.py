#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""chart.py NAME=FILE.csv ... : anonymous memory over the visits of one or more soaks, as an SVG on standard output. Each
point is the median of a hundredth of the visits; memory begins at zero."""

import csv
import math
import statistics
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 300, 64, 16, 40, 44
COLOURS = ("#0070B9", "#DB6C00", "#00A567")
POINTS = 100


def medians(path):
    """[(visit, megabytes)], at most a hundred of them."""
    with open(path, encoding="ascii") as file:
        rows = [(int(row["visit"]), int(row["anonymous_kib"]) * 1024 / 1e6) for row in csv.DictReader(file)]
    step = max(1, len(rows) // POINTS)
    pieces = [rows[at : at + step] for at in range(0, len(rows) - step + 1, step)]
    return [(statistics.median(v for v, _ in piece), statistics.median(m for _, m in piece)) for piece in pieces]


def line(points, most_visits, most_memory):
    def place(visit, memory):
        x = LEFT + (WIDTH - LEFT - RIGHT) * visit / most_visits
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * memory / most_memory
        return f"{x:.1f},{y:.1f}"

    return " ".join(place(*point) for point in points)


def text(x, y, words, anchor="start"):
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{words}</text>'


def chart(soaks):
    # Four steps of whole megabytes.
    most_memory = 4 * math.ceil(1.1 / 4 * max(memory for _, points in soaks for _, memory in points))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13" fill="#1B1D21">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
    ]
    for share in range(5):
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share / 4
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#E2E2DD"/>')
        parts.append(text(LEFT - 8, round(y + 4, 1), f"{most_memory * share / 4:.0f} MB", "end"))
    for number, (name, points) in enumerate(soaks):
        colour = COLOURS[number % len(COLOURS)]
        visits = points[-1][0]
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" '
                     f'points="{line(points, visits, most_memory)}"/>')
        x = LEFT + 240 * number
        parts.append(f'<path d="M{x} 20h20" stroke="{colour}" stroke-width="2"/>')
        parts.append(text(x + 26, 24, name))
    parts.append(text(LEFT, HEIGHT - 16, "first visit"))
    parts.append(text(WIDTH - RIGHT, HEIGHT - 16, "last visit", "end"))
    return "\n".join([*parts, "</svg>"])


def main():
    soaks = [(name, medians(path)) for name, path in (argument.split("=", 1) for argument in sys.argv[1:])]
    if not soaks:
        sys.exit(__doc__)
    print("<!-- SPDX-FileCopyrightText: 2026 The Peripheral authors -->")
    print("<!-- SPDX-License-Identifier: GPL-3.0-or-later -->")
    print(chart(soaks))


main()
