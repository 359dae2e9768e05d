# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a service as its unit says, hears it by $NOTIFY_SOCKET, and kills and restarts it as systemd would.

Only time, processes and messages: what a unit says of devices, users and sandboxes is left to systemd. A process group
of its own stands for the service's control group.
"""

import contextlib
import dataclasses
import os
import pathlib
import select
import shutil
import signal
import socket
import struct
import subprocess
import time


@dataclasses.dataclass
class Event:
    at: float  # time.monotonic()
    kind: str  # "start", "ready", "status", "watchdog", "timeout", "kill", "exit"
    text: str
    pid: int


class ServiceManager:
    """A service with its unit. Everything happens in run_until(), in the thread that calls it."""

    def __init__(self, unit, command, folder, environment):
        self.unit = unit
        self.command = command
        self.folder = pathlib.Path(folder)
        self.environment = environment
        self.events = []
        self.process = None
        self.state = "dead"  # "starting", "running", "stopping", "waiting" for the restart, "dead" for good
        self.program = None  # the process that said READY=1
        self.status = ""
        self.deadline = None  # of the state; in "running" the watchdog's
        self.cause = None  # why it is being stopped
        self.starts = 0
        self.socket_path = str(self.folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.socket.bind(self.socket_path)

    # --- what a test does -------------------------------------------------------------------------------------------

    def start(self):
        self._start()

    def run_until(self, done, limit):
        """Lets the service run until `done()`; whether that came within `limit` seconds."""
        end = time.monotonic() + limit
        while not done():
            now = time.monotonic()
            if now >= end:
                return False
            wait = min(end, self.deadline or end, now + 0.02) - now
            select.select([self.socket], [], [], max(0.0, wait))
            self._hear()
            self._see_exit()
            self._see_deadline()
        return True

    def shows(self, status):
        """Whether the service that runs now says so."""
        return lambda: self.state == "running" and self.status == status

    def since(self, moment, kind):
        return [event for event in self.events if event.at >= moment and event.kind == kind]

    def close(self):
        if self.process:
            self._signal(signal.SIGKILL)
            self.process.wait()
        self.process = None
        self.state = "dead"
        self.socket.close()
        os.unlink(self.socket_path)

    # --- as systemd does it -----------------------------------------------------------------------------------------

    def _note(self, kind, text="", pid=0):
        self.events.append(Event(time.monotonic(), kind, text, pid))

    def _folders(self):
        for key, specifier in (("RuntimeDirectory", "t"), ("StateDirectory", "S")):
            for name in self.unit.all(key):
                path = pathlib.Path(self.unit.specifiers[specifier]) / name
                path.mkdir(parents=True, exist_ok=True)
                path.chmod(int(self.unit.get(key + "Mode", "0755"), 8))

    def _remove_runtime(self, restarting):
        keeps = self.unit.get("RuntimeDirectoryPreserve", "no")
        if keeps == "yes" or (keeps == "restart" and restarting):
            return
        for name in self.unit.all("RuntimeDirectory"):
            shutil.rmtree(pathlib.Path(self.unit.specifiers["t"]) / name, ignore_errors=True)

    def _start(self):
        self._folders()
        environment = {**self.environment, **self.unit.environment(), "NOTIFY_SOCKET": self.socket_path}
        watchdog = self.unit.seconds("WatchdogSec", 0)
        if watchdog:
            environment["WATCHDOG_USEC"] = str(round(watchdog * 1e6))
        # WATCHDOG_PID is the main process's own number, which only that process knows beforehand.
        own = ["/bin/sh", "-c", 'export WATCHDOG_PID=$$; exec "$@"', "sh"] if watchdog else []
        with open(self.folder / "log", "ab") as log:  # what the journal would have
            self.process = subprocess.Popen([*own, *self.command], env=environment, start_new_session=True,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.starts += 1
        self.state, self.status, self.program, self.cause = "starting", "", None, None
        self.deadline = time.monotonic() + self.unit.seconds("TimeoutStartSec", 90)
        self._note("start", pid=self.process.pid)
        if self.unit.get("Type", "simple") != "notify":
            self._ready(self.process.pid)

    def _ready(self, pid):
        self.state, self.program = "running", pid
        self._note("ready", pid=pid)
        self._feed()

    def _feed(self):
        watchdog = self.unit.seconds("WatchdogSec", 0)
        self.deadline = time.monotonic() + watchdog if watchdog else None

    def _hear(self):
        while True:
            try:
                data, ancillary, _, _ = self.socket.recvmsg(4096, socket.CMSG_SPACE(12))
            except BlockingIOError:
                return
            pid = next((struct.unpack("3i", content[:12])[0] for level, kind, content in ancillary
                        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS), 0)
            if self._belongs(pid):
                for line in data.decode("utf-8", "replace").splitlines():
                    self._take(line, pid)

    def _belongs(self, pid):
        if not self.process:
            return False
        access = self.unit.get("NotifyAccess", "main" if self.unit.get("Type") == "notify" else "none")
        if access == "all":
            with contextlib.suppress(ProcessLookupError):
                return os.getpgid(pid) == self.process.pid
        return access == "main" and pid == self.process.pid

    def _take(self, line, pid):
        key, _, value = line.partition("=")
        if key == "STATUS":
            self.status = value
            self._note("status", value, pid)
        elif line == "READY=1" and self.state == "starting":
            self._ready(pid)
        elif line == "WATCHDOG=1" and self.state == "running":
            self._feed()
        elif line == "WATCHDOG=trigger" and self.state == "running":
            self._watchdog()
        elif line == "STOPPING=1" and self.state == "running":
            self.state, self.deadline = "stopping", time.monotonic() + self._stop_time()
        elif key == "EXTEND_TIMEOUT_USEC" and self.state in ("starting", "stopping"):
            self.deadline = max(self.deadline, time.monotonic() + int(value) / 1e6)

    def _stop_time(self):
        return self.unit.seconds("TimeoutStopSec", 90)

    def _signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _watchdog(self):
        self._note("watchdog", pid=self.process.pid)
        self._stop("watchdog", self.unit.signal("WatchdogSignal", "SIGABRT"),
                   self.unit.seconds("TimeoutAbortSec", self._stop_time()))

    def _stop(self, cause, number, limit):
        self.state, self.cause, self.deadline = "stopping", cause, time.monotonic() + limit
        self._signal(number)

    def _see_deadline(self):
        if self.deadline is None or time.monotonic() < self.deadline:
            return
        if self.state == "waiting":
            self._start()
        elif self.state == "running":
            self._watchdog()
        elif self.state == "starting":
            self._note("timeout", pid=self.process.pid)
            self._stop("timeout", signal.SIGTERM, self._stop_time())
        elif self.state == "stopping":
            self._note("kill", pid=self.process.pid)
            self._stop(self.cause or "timeout", signal.SIGKILL, 60)

    def _see_exit(self):
        if not self.process or self.process.poll() is None:
            return
        code = self.process.returncode
        self._note("exit", str(code), self.process.pid)
        self._signal(signal.SIGKILL)  # what it has left behind
        self.process = None
        again = self._restarts(code)
        self._remove_runtime(again)
        self.state = "waiting" if again else "dead"
        self.deadline = time.monotonic() + self.unit.seconds("RestartSec", 0.1) if again else None

    def _restarts(self, code):
        if code in self.unit.statuses("RestartPreventExitStatus"):
            return False
        if self.unit.seconds("StartLimitIntervalSec", 10, "Unit") and self.starts >= 5:
            return False  # near enough: none of the kiosk's units has a limit
        clean = code in {0, -signal.SIGTERM, -signal.SIGINT} | self.unit.statuses("SuccessExitStatus")
        failed = not clean or self.cause is not None
        return {"always": True, "no": False, "on-success": not failed, "on-failure": failed,
                "on-abnormal": self.cause is not None or (code < 0 and not clean),
                "on-watchdog": self.cause == "watchdog"}[self.unit.get("Restart", "no")]
