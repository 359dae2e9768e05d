# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A unit of systemd's, read as systemd reads it, as far as the kiosk's units go (systemd.syntax(7))."""

import pathlib
import re
import shlex
import signal

SECONDS = {"": 1, "us": 1e-6, "ms": 1e-3, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600}


def seconds(text):
    """A time span as systemd.time(7) has it; infinity for what never ends."""
    if text == "infinity":
        return float("inf")
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z]*)\s*", text)
    if not parts or "".join(f"{number}{name}" for number, name in parts) != re.sub(r"\s", "", text):
        raise ValueError(f"{text!r} is no time span")
    return sum(float(number) * SECONDS[name] for number, name in parts)


class Unit:
    """What a unit says. `runtime` and `state` are what stands for /run and /var/lib: the specifiers %t and %S."""

    def __init__(self, path, runtime, state):
        self.name = pathlib.Path(path).name
        self.specifiers = {"t": str(runtime), "S": str(state), "n": self.name, "%": "%"}
        self.settings = {}
        section = None
        text = re.sub(r"\\\n\s*", " ", pathlib.Path(path).read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), 1):
            line = line.strip()
            if not line or line[0] in "#;":
                continue
            if match := re.fullmatch(r"\[(\w+)\]", line):
                section = match[1]
            elif section and "=" in line:
                key, value = line.split("=", 1)
                self._add((section, key.strip()), value.strip())
            else:
                raise ValueError(f"{path}:{number}: {line!r} is no setting")

    def _add(self, key, value):
        if value:
            self.settings.setdefault(key, []).append(value)
        else:
            self.settings.pop(key, None)  # an empty one takes back those before

    def expand(self, text):
        return re.sub(r"%(.)", lambda match: self.specifiers[match[1]], text)

    def all(self, key, section="Service"):
        return [self.expand(value) for value in self.settings.get((section, key), [])]

    def get(self, key, default=None, section="Service"):
        values = self.all(key, section)
        return values[-1] if values else default

    def seconds(self, key, default, section="Service"):
        value = self.get(key, None, section)
        return default if value is None else seconds(value)

    def signal(self, key, default):
        return signal.Signals[self.get(key, default)]

    def statuses(self, key):
        return {int(word) for value in self.all(key) for word in value.split()}

    def environment(self):
        words = [word for value in self.all("Environment") for word in shlex.split(value)]
        return dict(word.split("=", 1) for word in words)

    def command(self):
        """ExecStart without the marks before the program."""
        (line,) = self.all("ExecStart")
        return shlex.split(line.lstrip("-@:+!"))
