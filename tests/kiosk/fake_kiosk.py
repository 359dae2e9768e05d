#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands for the kiosk in service_manager_test.py: tells the service manager what the program would, and can be broken.

    fake_kiosk.py [--kiosk FILE] [--kiosk-fault NAME] [--begin HOW] [--send TEXT …]
"""

import argparse
import configparser
import fcntl
import os
import pathlib
import signal
import socket
import sys
import time


def tell(text):
    address = os.environ["NOTIFY_SOCKET"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
        end.sendto(text.encode(), address)


def hang():
    while True:
        time.sleep(60)


def take_folder(config):
    """As a program would that lets nobody else use its folder: waits for one that is dying."""
    parser = configparser.ConfigParser()
    parser.read(config)
    folder = pathlib.Path(parser["machine"]["folder"])
    lock = open(folder / "lock", "w", encoding="utf-8")  # pylint: disable=consider-using-with
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def begin(how):
    """What goes wrong before the invitation is there."""
    if how == "deaf":
        signal.signal(signal.SIGABRT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    elif how == "late":
        for _ in range(10):
            tell("EXTEND_TIMEOUT_USEC=500000")
            time.sleep(0.1)
    elif how == "silent":
        hang()
    elif how == "by-child":
        if os.fork():
            os.wait()
            sys.exit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kiosk")
    parser.add_argument("--kiosk-fault", default="")
    parser.add_argument("--begin", default="")
    for name in ("--fake-engine", "--pace", "--send"):
        parser.add_argument(name)
    arguments = parser.parse_args()
    broken = []
    signal.signal(signal.SIGUSR1, lambda *_: broken.append(True))
    begin(arguments.begin)
    lock = take_folder(arguments.kiosk) if arguments.kiosk else None  # held until the end
    # As sd_watchdog_enabled(3): only whoever is meant feeds it.
    fed = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    tell("READY=1")
    tell("STATUS=Inviting")
    if arguments.send:
        tell("STATUS=Chatting")
    while lock is None or not lock.closed:
        time.sleep(0.1)
        if broken:
            fault, broken = arguments.kiosk_fault, []
            if fault == "interface-hangs":
                hang()
            elif fault == "engine-hangs":
                tell("WATCHDOG=trigger")
            elif fault == "starts-anew":
                os.execv(sys.executable, [sys.executable, *sys.argv])
            elif fault in ("operator-leaves", "ends"):
                sys.exit(77 if fault == "operator-leaves" else 0)
        if fed:
            tell("WATCHDOG=1")


if __name__ == "__main__":
    main()
