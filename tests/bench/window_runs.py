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
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writes), "-noreset", "-screen", "0", size + "x24"], pass_fds=[writes],
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


def written(database, earlier=0):
    """Statistics of the answer in `database` after the `earlier` ones, once it has ended."""
    for _ in range(100):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as history:
            rows = history.execute("SELECT statistics FROM messages WHERE author = 'assistant' ORDER BY id").fetchall()
        if len(rows) > earlier and rows[earlier][0]:
            return json.loads(rows[earlier][0])
        time.sleep(0.1)
    raise SystemExit("the answer did not end")


class AnsweringWindow:
    """A window that answers a question as soon as it is open, and others after that, each in a conversation of its own
    and ended after some seconds."""

    def __init__(self, database, environment):
        self._database = database
        self._environment = environment
        self._answers = 0

    def press(self, *keys):
        subprocess.run(["xdotool", "key", *keys], env=self._environment, check=True)

    def ask(self, question):
        """In a new conversation."""
        self.press("ctrl+n")
        subprocess.run(["xdotool", "type", question], env=self._environment, check=True)
        self.press("Return")

    def end_answer(self, seconds):
        """Statistics of the answer that is being written, which has so many seconds left."""
        time.sleep(seconds)
        self.press("Escape")
        self._answers += 1
        return written(self._database, self._answers - 1)


@contextlib.contextmanager
def answering_window(folder, model, environment, settings="", patience=PATIENCE_SECONDS):
    """An AnsweringWindow that has begun to write the answer to QUESTION; ends with it, or after `patience` seconds."""
    with tempfile.TemporaryDirectory() as data:
        (pathlib.Path(data) / "settings.ini").write_text(settings, encoding="utf-8")
        command = [folder / "peripheral", "--data-dir", data, "--startup-trace", "--send", QUESTION, model]
        with subprocess.Popen(["timeout", str(patience), *command], env=environment, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as process:
            if not any(line.startswith("first-token") for line in process.stdout):
                raise SystemExit(f"{folder}: the window wrote nothing")
            yield AnsweringWindow(pathlib.Path(data) / "history.db", environment)
            process.send_signal(signal.SIGTERM)


def in_window(folder, model, seconds, environment, settings=""):
    """Starts a window that answers, ends it after some seconds of answering: statistics of the answer."""
    with answering_window(folder, model, environment, settings) as window:
        return window.end_answer(seconds)


def interval(values):
    """Where 95 of 100 medians of values drawn anew lie."""
    drawn = random.Random(1)
    medians = sorted(statistics.median(drawn.choices(values, k=len(values))) for _ in range(10000))
    return medians[250], medians[9749]
