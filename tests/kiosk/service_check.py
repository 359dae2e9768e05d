#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""service_check.py PROGRAM [TRIALS]: starts the kiosk as its shipped unit says, breaks it, and waits until it invites again.

    python3 tests/kiosk/service_check.py build/release/bin/peripheral 20

Each fault is tried TRIALS times (1): the engine hangs, the interface hangs, the program is killed, it starts anew in its
own place, and a process dies slowly while every lock in the folder is held. It prints how long visitors would have waited, and fails
where that was longer than 30 seconds. Once: an answer that takes more than a minute must not be taken for a fault.
--beside tries all of these at the same time.

What is run is the unit's own command, packaging/kiosk/peripheral-kiosk-session. Two programs stand for others: "cage"
starts what it is given as a child, and "peripheral" is PROGRAM with a platform that needs no screen. Faults are options
of PROGRAM, `--kiosk-fault NAME`, and happen on SIGUSR1.
"""

import argparse
import concurrent.futures
import contextlib
import fcntl
import os
import pathlib
import shlex
import shutil
import signal
import sys
import tempfile
import time

from service_manager import ServiceManager
from unit_file import Unit

SOURCES = pathlib.Path(__file__).resolve().parents[2]
RECORDING = SOURCES / "tests/data/recordings/long.json"
START = 60  # seconds until the invitation is there at first
INVITING = "Inviting"

CAGE = """#!/bin/sh
# As cage does: the program is a child, and its status nobody's.
[ "$1 $2" = "-d --" ] || exit 3
shift 2
"$@"
exit 0
"""
PERIPHERAL = """#!/bin/sh
export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
exec "{program}" "$@" {options}
"""


class Failure(Exception):
    """What was seen and should not have been."""


class Kiosk:
    """One kiosk with folders of its own: what stands for /run, /var/lib, /dev and /etc."""

    def __init__(self, arguments, options=(), folder=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="kiosk-service-"))
        self.owned = folder is None
        self.limit = 2 * arguments.limit  # what is late is waited for, so that it can be said how late
        self.place = pathlib.Path(tempfile.mkdtemp(dir=self.folder, prefix="m"))
        for name in ("run", "lib/peripheral-kiosk", "dev/dri", "home"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for name in ("card0", "renderD128"):
            (self.folder / "dev/dri" / name).touch()
        state = self.folder / "lib/peripheral-kiosk"
        (self.folder / "kiosk.ini").write_text(f"[machine]\nfolder = {state}\n", encoding="utf-8")
        self._write("cage", CAGE)
        self._write("peripheral", PERIPHERAL.format(program=arguments.program, options=shlex.join(options)))
        unit = Unit(arguments.unit, self.folder / "run", self.folder / "lib")
        kind = unit.command()[1:]
        self.manager = ServiceManager(unit, [str(SOURCES / "packaging/kiosk/peripheral-kiosk-session"), *kind],
                                      self.place, self._environment())

    def _write(self, name, text):
        path = self.place / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def _environment(self):
        kept = {name: os.environ[name] for name in ("LANG", "PERIPHERAL_MODEL") if name in os.environ}
        return {**kept, "PATH": f"{self.place}/bin:{os.environ['PATH']}", "HOME": str(self.folder / "home"),
                "PERIPHERAL_KIOSK_DEVICES": str(self.folder / "dev"),
                "PERIPHERAL_KIOSK_CONFIG": str(self.folder / "kiosk.ini")}

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.manager.close()
        if kind:
            print((self.place / "log").read_text(encoding="utf-8", errors="replace")[-2000:], flush=True)
        if self.owned:
            shutil.rmtree(self.folder, ignore_errors=True)

    def invite(self, limit=START):
        """Starts it; how long that took."""
        begin = time.monotonic()
        self.manager.start()
        if not self.manager.run_until(self.manager.shows(INVITING), limit):
            raise Failure(f"no invitation within {limit} s: {self.manager.state}, {self.manager.status!r}")
        return time.monotonic() - begin

    def until_invited_anew(self, number):
        """Sends the signal to the program; how long it took until another process invited."""
        begin, before = time.monotonic(), self.manager.starts
        os.kill(self.manager.program, number)
        shows = self.manager.shows(INVITING)
        if not self.manager.run_until(lambda: self.manager.starts > before and shows(), self.limit):
            raise Failure(f"not back within {self.limit:g} s: {self.manager.state}, {self.manager.status!r}")
        return time.monotonic() - begin


def hangs(fault):
    def trial(arguments):
        with Kiosk(arguments, ["--kiosk-fault", fault]) as kiosk:
            kiosk.invite()
            begin = time.monotonic()
            span = kiosk.until_invited_anew(signal.SIGUSR1)
            if not kiosk.manager.since(begin, "watchdog"):
                raise Failure("it was not the watchdog that ended it")
            return span
    return trial


def killed(arguments):
    with Kiosk(arguments) as kiosk:
        kiosk.invite()
        return kiosk.until_invited_anew(signal.SIGKILL)


def anew(arguments):
    """The program starts in its own place, which its service manager hears and leaves alone."""
    with Kiosk(arguments, ["--kiosk-fault", "starts-anew"]) as kiosk:
        kiosk.invite()
        manager, begin = kiosk.manager, time.monotonic()
        os.kill(manager.program, signal.SIGUSR1)
        invited = lambda: any(event.text == INVITING for event in manager.since(begin, "status"))
        if not manager.run_until(invited, kiosk.limit):
            raise Failure(f"not back within {kiosk.limit:g} s: {manager.state}, {manager.status!r}")
        span = time.monotonic() - begin
        manager.run_until(lambda: False, 2)  # and it is still fed
        if manager.starts != 1 or manager.state != "running" or manager.since(begin, "exit"):
            raise Failure(f"it was another process that came back: {manager.state}")
        return span


@contextlib.contextmanager
def all_locks(folder):
    """Every lock that a program of this house could hold in a kiosk's folder, whether today's kiosk takes it or not."""
    with contextlib.ExitStack() as held:
        for place in (folder, folder / "weights"):
            place.mkdir(exist_ok=True)
            for what in (place, place / "lock"):
                lock = os.open(what, os.O_RDONLY if what.is_dir() else os.O_RDWR | os.O_CREAT, 0o600)
                held.callback(os.close, lock)
                with contextlib.suppress(BlockingIOError):  # the dying one has it
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def locked(arguments):
    """One process has the folder and does not go at once; the next one is started while it is still there."""
    with Kiosk(arguments) as dying:
        dying.invite()
        os.kill(dying.manager.program, signal.SIGSTOP)
        with Kiosk(arguments, folder=dying.folder) as kiosk:
            begin = time.monotonic()
            with all_locks(dying.folder / "lib/peripheral-kiosk"):
                kiosk.manager.start()
                kiosk.manager.run_until(lambda: False, arguments.dying)
            os.kill(dying.manager.program, signal.SIGKILL)
            if not kiosk.manager.run_until(kiosk.manager.shows(INVITING), kiosk.limit):
                raise Failure(f"the folder stayed locked: {kiosk.manager.state}, {kiosk.manager.status!r}")
            return time.monotonic() - begin


def slow(arguments):
    """An answer that takes longer than any watchdog would wait, a word at a time."""
    asks = ["--fake-engine", str(RECORDING), "--pace", "1", "--send", "Why"]
    with Kiosk(arguments, asks) as kiosk:
        begin = time.monotonic()
        kiosk.manager.start()
        if not kiosk.manager.run_until(kiosk.manager.shows("Chatting"), START):
            raise Failure(f"nothing was asked: {kiosk.manager.state}, {kiosk.manager.status!r}")
        kiosk.manager.run_until(lambda: kiosk.manager.status != "Chatting", arguments.answer)
        if kiosk.manager.starts != 1 or kiosk.manager.since(begin, "watchdog"):
            raise Failure("a healthy answer was ended")
        if kiosk.manager.status != "Chatting":
            raise Failure(f"the answer ended too early for this to be told, in {kiosk.manager.status!r}")


FAULTS = {"engine-hangs": hangs("engine-hangs"), "interface-hangs": hangs("interface-hangs"), "killed": killed,
          "anew": anew, "locked": locked}


def check(name, trial, arguments):
    """All trials of one fault; whether each went well."""
    spans, failures = [], []
    for number in range(arguments.trials):
        try:
            spans.append(trial(arguments))
            if spans[-1] > arguments.limit:
                failures.append(f"{name}, trial {number + 1}: {spans[-1]:.1f} s")
        except Failure as failure:
            failures.append(f"{name}, trial {number + 1}: {failure}")
    good = arguments.trials - len(failures)
    if spans:
        print(f"{name}: {good} of {arguments.trials} back on the attract screen, after "
              f"{min(spans):.1f}–{max(spans):.1f} s", flush=True)
    for failure in failures:
        print(f"FAIL {failure}", flush=True)
    return not failures


def check_slow(arguments):
    try:
        slow(arguments)
        print(f"slow: an answer was left alone for {arguments.answer:g} s", flush=True)
    except Failure as failure:
        print(f"FAIL slow: {failure}", flush=True)
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=lambda name: pathlib.Path(name).resolve(strict=True))
    parser.add_argument("trials", type=int, nargs="?", default=1)
    parser.add_argument("--unit", default=SOURCES / "packaging/kiosk/peripheral-kiosk.service")
    parser.add_argument("--limit", type=float, default=30, help="seconds until the invitation has to be back")
    parser.add_argument("--only", choices=[*FAULTS, "slow"])
    parser.add_argument("--answer", type=float, default=65, help="how long the slow answer is watched, in seconds")
    parser.add_argument("--dying", type=float, default=5, help="how long the dying process holds the folder")
    parser.add_argument("--beside", action="store_true", help="all kinds at the same time")
    arguments = parser.parse_args()
    names = [arguments.only] if arguments.only else [*FAULTS, "slow"]
    with concurrent.futures.ThreadPoolExecutor(len(names) if arguments.beside else 1) as pool:
        good = list(pool.map(lambda name: check_slow(arguments) if name == "slow" else
                             check(name, FAULTS[name], arguments), names))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
