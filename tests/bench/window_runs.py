# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of the window that benchmarks measure, on an X server of their own, and what pairs of runs come to."""

import contextlib
import json
import os
import pathlib
import random
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import time

QUESTION = "Tell me a long story about a fox."
PATIENCE_SECONDS = 120


@contextlib.contextmanager
def display(size):
    """An X server with a window manager; gives the environment that leads there."""
    reads, writes = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writes), "-screen", "0", size + "x24"], pass_fds=[writes],
                              stderr=subprocess.DEVNULL)
    os.close(writes)
    with open(reads, encoding="ascii") as numbers:
        environment = dict(os.environ, DISPLAY=":" + numbers.readline().strip(), QT_QPA_PLATFORM="xcb")
    environment.pop("WAYLAND_DISPLAY", None)
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield environment
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


def written(database):
    """Statistics of the answer in `database`, once it has ended."""
    for _ in range(100):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as history:
            rows = history.execute("SELECT statistics FROM messages WHERE author = 'assistant'").fetchall()
        if rows and rows[0][0]:
            return json.loads(rows[0][0])
        time.sleep(0.1)
    raise SystemExit("the answer did not end")


def in_window(folder, model, seconds, environment, settings=""):
    """Starts a window that answers, ends it after some seconds of answering: statistics of the answer."""
    with tempfile.TemporaryDirectory() as data:
        (pathlib.Path(data) / "settings.ini").write_text(settings, encoding="utf-8")
        command = [folder / "peripheral", "--data-dir", data, "--startup-trace", "--send", QUESTION, model]
        with subprocess.Popen(["timeout", str(PATIENCE_SECONDS), *command], env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            if not any(line.startswith("first-token") for line in process.stdout):
                raise SystemExit(f"{folder}: the window wrote nothing")
            time.sleep(seconds)
            subprocess.run(["xdotool", "key", "Escape"], env=environment, check=True)
            found = written(pathlib.Path(data) / "history.db")
            process.send_signal(signal.SIGTERM)
    return found


def interval(values):
    """Where 95 of 100 medians of values drawn anew lie."""
    drawn = random.Random(1)
    medians = sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(10000))
    return medians[250], medians[9749]
