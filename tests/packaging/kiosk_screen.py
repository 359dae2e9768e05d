#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the kiosk under cage without a screen, as a user who may do little, and looks at what it draws.

    kiosk_screen.py PROGRAM [--config FILE] [--root TREE] [--user NAME] [--picture FILE.ppm]

As root, with cage, xwayland and grim, in TREE where one is named. cage refuses to run as root, hence the user. The kiosk
has to say that it invites, and its picture has to fill the whole output with more than one colour.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

START = 60  # seconds


class Place:
    """A folder for the compositor's sockets, in the tree where there is one, and who may write to it."""

    def __init__(self, arguments):
        self.root = arguments.root
        base = pathlib.Path(self.root or "/") / "tmp"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-screen-", dir=base))
        self.inside = pathlib.Path("/") / self.folder.relative_to(self.root or "/")
        users = (pathlib.Path(self.root or "/") / "etc/passwd").read_text(encoding="utf-8")
        found = re.search(rf"^{re.escape(arguments.user)}:[^:]*:(\d+):(\d+):", users, re.MULTILINE)
        if not found:
            sys.exit(f"There is no user {arguments.user}.")
        self.user, self.group = int(found[1]), int(found[2])
        os.chown(self.folder, self.user, self.group)

    def command(self, *words):
        change = ["chroot", str(self.root)] if self.root else []
        return [*change, "setpriv", f"--reuid={self.user}", f"--regid={self.group}", "--clear-groups", *words]

    def environment(self, **more):
        return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.inside),
                "XDG_RUNTIME_DIR": str(self.inside), **more}


class Picture:
    """What grim writes as PPM: rows of red, green, blue."""

    def __init__(self, data):
        header = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        if not header:
            raise ValueError("this is no picture")
        self.width, self.height = int(header[1]), int(header[2])
        self.bytes = data[header.end():]
        if len(self.bytes) != 3 * self.width * self.height:
            raise ValueError("the picture is not whole")

    def at(self, column, row):
        begin = 3 * (row * self.width + column)
        return self.bytes[begin:begin + 3]

    def faults(self):
        """Why this is no full screen that shows something; empty where it is."""
        colours = collections.Counter(self.bytes[begin:begin + 3] for begin in range(0, len(self.bytes), 3))
        if len(colours) < 20:
            return f"there are {len(colours)} colours: nothing is drawn"
        ground = colours.most_common(1)[0]
        if ground[1] > 0.995 * self.width * self.height:
            return "nearly all of it is of one colour"
        edges = [self.at(column, row) for column in range(self.width) for row in (0, self.height - 1)]
        edges += [self.at(column, row) for row in range(self.height) for column in (0, self.width - 1)]
        # cage's own ground is black; a window that ends before the screen does leaves a margin of it.
        if edges.count(b"\0\0\0") > len(edges) // 10:
            return "it does not reach the edges"
        return ""


def listen(place):
    """The service manager's socket, to hear when the invitation is there."""
    end = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    end.bind(str(place.folder / "notify"))
    os.chown(place.folder / "notify", place.user, place.group)
    end.settimeout(1)
    return end


def wait_for_invitation(end, compositor):
    heard = []
    limit = time.monotonic() + START
    while time.monotonic() < limit and compositor.poll() is None:
        try:
            heard += end.recv(4096).decode().splitlines()
        except socket.timeout:
            continue
        if "READY=1" in heard and "STATUS=Inviting" in heard:
            return
    sys.exit(f"FAIL: no invitation; what was heard: {heard}, cage ended with {compositor.poll()}")


def photograph(place):
    """Pictures until one is good: what is wrong with the last, and its bytes."""
    fault, data = "there is no picture", b""
    for _ in range(20):
        time.sleep(0.5)
        display = next((path.name for path in place.folder.glob("wayland-*") if path.suffix != ".lock"), "wayland-0")
        done = subprocess.run(place.command("grim", "-t", "ppm", "-"), capture_output=True, check=False,
                              env=place.environment(WAYLAND_DISPLAY=display))
        if done.returncode != 0:
            fault = done.stderr.decode()
            continue
        data = done.stdout
        fault = Picture(data).faults()
        if not fault:
            break
    return fault, data


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--config", default="")
    parser.add_argument("--root", type=pathlib.Path)
    parser.add_argument("--user", default="nobody")
    parser.add_argument("--picture", type=pathlib.Path)
    arguments = parser.parse_args()
    place = Place(arguments)
    end = listen(place)
    kiosk = [arguments.program, "--kiosk", *([arguments.config] if arguments.config else [])]
    compositor = subprocess.Popen(
        place.command("cage", "-d", "--", *kiosk), start_new_session=True, stdin=subprocess.DEVNULL,
        env=place.environment(WLR_BACKENDS="headless", WLR_RENDERER="pixman", WLR_LIBINPUT_NO_DEVICES="1",
                              QT_QPA_PLATFORM="wayland", QT_QUICK_BACKEND="software",
                              NOTIFY_SOCKET=str(place.inside / "notify")))
    try:
        wait_for_invitation(end, compositor)
        fault, picture = photograph(place)
        if arguments.picture:
            arguments.picture.write_bytes(picture)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(compositor.pid, signal.SIGKILL)
        compositor.wait()
        shutil.rmtree(place.folder, ignore_errors=True)
    if fault:
        sys.exit(f"FAIL: {fault}")
    width, height = Picture(picture).width, Picture(picture).height
    print(f"The kiosk invites on all of {width}×{height}.")


if __name__ == "__main__":
    main()
