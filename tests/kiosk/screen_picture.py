# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen shows, as grim and Xvfb write it, and what can be told of it without reading words."""

import collections
import re
import shutil
import struct
import subprocess
import zlib


def can_write(language):
    """Whether there is a font for the language, "zh_CN"; where nobody can be asked, there may be."""
    if not language or not shutil.which("fc-list"):
        return True
    return bool(subprocess.run(["fc-list", ":lang=" + language.replace("_", "-").lower()], capture_output=True,
                               check=False).stdout)


class Picture:
    """Rows of red, green, blue."""

    def __init__(self, width, height, data):
        if len(data) != 3 * width * height:
            raise ValueError("the picture is not whole")
        self.width, self.height, self.bytes = width, height, data

    @staticmethod
    def of_ppm(data):
        """What `grim -t ppm` writes."""
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        if not header:
            raise ValueError("this is no picture")
        return Picture(int(header[1]), int(header[2]), data[header.end():])

    @staticmethod
    def of_xwd(data):
        """What Xvfb keeps in the folder that its -fbdir names: 32 bits a pixel, blue first."""
        numbers = struct.unpack(">25I", data[:100])
        header, width, height, bits, row, colours = (numbers[index] for index in (0, 4, 5, 11, 12, 19))
        if bits != 32:
            raise ValueError(f"the picture has {bits} bits a pixel")
        begin = header + 12 * colours
        pixels = bytearray()
        for line in range(height):
            four = data[begin + line * row:begin + line * row + 4 * width]
            three = bytearray(3 * width)
            three[0::3], three[1::3], three[2::3] = four[2::4], four[1::4], four[0::4]
            pixels += three
        return Picture(width, height, bytes(pixels))

    @staticmethod
    def of_png(data):
        """What png() made."""
        width, height = struct.unpack(">2I", data[16:24])
        (length,) = struct.unpack(">I", data[33:37])
        rows = zlib.decompress(data[41:41 + length])
        line = 1 + 3 * width
        return Picture(width, height, b"".join(rows[row * line + 1:(row + 1) * line] for row in range(height)))

    def png(self):
        rows = b"".join(b"\0" + self.bytes[begin:begin + 3 * self.width]
                        for begin in range(0, len(self.bytes), 3 * self.width))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        header = struct.pack(">2I5B", self.width, self.height, 8, 2, 0, 0, 0)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

    def at(self, column, row):
        begin = 3 * (row * self.width + column)
        return self.bytes[begin:begin + 3]

    def cut(self, box):
        """(left, top, right, bottom), the latter two not in it."""
        left, top, right, bottom = box
        rows = (self.bytes[3 * (row * self.width + left):3 * (row * self.width + right)] for row in range(top, bottom))
        return Picture(right - left, bottom - top, b"".join(rows))

    def block_of(self, colour, run=40):
        """(left, top, right, bottom) of what is filled with the colour, and no letter in it; None where nothing is."""
        filled, top, bottom, left, right = colour * run, None, 0, self.width, 0
        for row in range(self.height):
            line = self.bytes[3 * row * self.width:3 * (row + 1) * self.width]
            if filled not in line:
                continue
            top, bottom = row if top is None else top, row + 1
            left, right = min(left, line.index(filled) // 3), max(right, line.rindex(filled) // 3 + run)
        return None if top is None else (left, top, right, bottom)

    def colours(self):
        return collections.Counter(self.bytes[begin:begin + 3] for begin in range(0, len(self.bytes), 3))

    def faults(self):
        """Why this is no full screen that shows something; empty where it is."""
        colours = self.colours()
        if len(colours) < 20:
            return f"there are {len(colours)} colours: nothing is drawn"
        if colours.most_common(1)[0][1] > 0.995 * self.width * self.height:
            return "nearly all of it is of one colour"
        edges = [self.at(column, row) for column in range(self.width) for row in (0, self.height - 1)]
        edges += [self.at(column, row) for row in range(self.height) for column in (0, self.width - 1)]
        # The ground of a compositor or an X server is black; a window that ends before the screen does leaves a margin of it.
        if edges.count(b"\0\0\0") > len(edges) // 10:
            return "it does not reach the edges"
        return ""
