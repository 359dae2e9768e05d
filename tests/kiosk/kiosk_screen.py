#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the kiosk under cage without a screen, as a user who may do little, and looks at what it draws.

    kiosk_screen.py PROGRAM [--config FILE] [--root TREE] [--user NAME] [--picture FILE.png] [--accent RRGGBB]

With cage, xwayland and grim, in TREE where one is named. cage refuses to run as root, hence the user, where root calls.
The kiosk has to say that it invites and that nothing keeps it from answering, and its picture has to fill the whole output
with more than one colour. With --accent the button to begin with has to be there, in that colour of the configuration.
Ends with 77 where cage, xwayland or grim is missing.
"""

import argparse
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

from screen_picture import Picture, can_write

START = 60  # seconds
PROGRAMS = "/usr/local/bin:/usr/bin:/bin"
NEEDED = ("cage", "Xwayland", "grim")


class Place:
    """A folder for the compositor's sockets, in the tree where there is one, and who may write to it."""

    def __init__(self, arguments):
        self.root = arguments.root
        base = pathlib.Path(self.root or "/") / "tmp"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kiosk-screen-", dir=base))
        self.inside = pathlib.Path("/") / self.folder.relative_to(self.root or "/")
        self.change = ["/usr/sbin/chroot", str(self.root)] if self.root else []
        if os.geteuid() == 0:
            self._give_to(arguments.user)

    def _give_to(self, user):
        users = (pathlib.Path(self.root or "/") / "etc/passwd").read_text(encoding="utf-8")
        found = re.search(rf"^{re.escape(user)}:[^:]*:(\d+):(\d+):", users, re.MULTILINE)
        if not found:
            sys.exit(f"There is no user {user}.")
        os.chown(self.folder, int(found[1]), int(found[2]))
        self.change += ["setpriv", f"--reuid={found[1]}", f"--regid={found[2]}", "--clear-groups"]

    def command(self, *words):
        return [*self.change, *words]

    def environment(self, **more):
        return {"PATH": PROGRAMS, "LANG": "C.UTF-8", "HOME": str(self.inside), "XDG_RUNTIME_DIR": str(self.inside), **more}

    def lend(self, config):
        """The file of settings, where whoever runs the kiosk can read it."""
        if self.root or not config:
            return config
        return shutil.copy(config, self.folder / "kiosk.ini")

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def listen(place):
    """The service manager's socket, to hear when the invitation is there."""
    end = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    end.bind(str(place.folder / "notify"))
    (place.folder / "notify").chmod(0o666)
    end.settimeout(0.2)
    return end


class Kiosk:
    """The compositor with the program in it."""

    def __init__(self, place, words):
        self.place = place
        self.heard = []
        self.end = listen(place)
        self.said = place.folder / "said"
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(
                place.command("cage", "-d", "--", *words), start_new_session=True, stdin=subprocess.DEVNULL, stdout=said,
                env=place.environment(WLR_BACKENDS="headless", WLR_RENDERER="pixman", WLR_LIBINPUT_NO_DEVICES="1",
                                      QT_QPA_PLATFORM="wayland", QT_QUICK_BACKEND="software",
                                      NOTIFY_SOCKET=str(place.inside / "notify")))

    def invites(self):
        """With a model that is open: before that, what is seen is a word of patience."""
        with contextlib.suppress(socket.timeout):
            self.heard += self.end.recv(4096).decode().splitlines()
        said = [line for line in self.said.read_text(encoding="utf-8").splitlines() if line.startswith("obstacle ")]
        return "READY=1" in self.heard and "STATUS=Inviting" in self.heard and said[-1:] == ["obstacle None"]

    def wait(self):
        limit = time.monotonic() + START
        while not self.invites():
            if time.monotonic() >= limit or self.process.poll() is not None:
                sys.exit(f"FAIL: no invitation; the service manager heard {self.heard}, the program said "
                         f"{self.said.read_text(encoding='utf-8')!r}, cage ended with {self.process.poll()}")

    def photograph(self):
        display = next((path.name for path in self.place.folder.glob("wayland-*") if path.suffix != ".lock"), "wayland-0")
        done = subprocess.run(self.place.command("grim", "-t", "ppm", "-"), capture_output=True, check=False,
                              env=self.place.environment(WAYLAND_DISPLAY=display))
        if done.returncode != 0:
            raise ValueError(done.stderr.decode())
        return Picture.of_ppm(done.stdout)

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.end.close()


def looked_at(kiosk, accent):
    """The last of some pictures, the first good one; and what is wrong with it."""
    fault, picture = "there is no picture", None
    for _ in range(20):
        time.sleep(0.5)
        try:
            picture = kiosk.photograph()
        except ValueError as error:
            fault = str(error)
            continue
        fault = picture.faults()
        if not fault and accent and not picture.block_of(accent):
            fault = "there is no button to begin with"
        if not fault:
            break
    return fault, picture


def show(arguments):
    place = Place(arguments)
    config = place.lend(arguments.config)
    kiosk = Kiosk(place, [arguments.program, "--trace-stream", "--kiosk", *([config] if config else [])])
    try:
        kiosk.wait()
        return looked_at(kiosk, arguments.accent)
    finally:
        kiosk.close()
        place.remove()


def missing(arguments):
    """What a skipped test says; empty where nothing is missing. Within a tree the caller has installed it all."""
    if arguments.root:
        return ""
    names = [name for name in NEEDED if shutil.which(name, path=PROGRAMS) is None]
    return " ".join(names if can_write(arguments.writes) else [*names, f"font for {arguments.writes}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--config", default="")
    parser.add_argument("--root", type=pathlib.Path)
    parser.add_argument("--user", default="nobody")
    parser.add_argument("--picture", type=pathlib.Path)
    parser.add_argument("--accent", type=bytes.fromhex)
    parser.add_argument("--writes", help="the language at rest: a font for it is needed")
    arguments = parser.parse_args()
    if lacks := missing(arguments):
        print("Skipped, there is no", lacks)
        return 77
    fault, picture = show(arguments)
    if picture and arguments.picture:
        arguments.picture.parent.mkdir(parents=True, exist_ok=True)
        arguments.picture.write_bytes(picture.png())
    if fault:
        print("FAIL:", fault)
        return 1
    print(f"The kiosk invites on all of {picture.width}×{picture.height}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
