#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness that plays systemd (service_manager.py), with a small program in the kiosk's place and short times."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from service_manager import ServiceManager
from unit_file import Unit, seconds

HERE = pathlib.Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "packaging/kiosk"
QUICK = """[Unit]
StartLimitIntervalSec=0
[Service]
Type=notify
ExecStart=/usr/libexec/peripheral/peripheral-kiosk-session cage
WatchdogSec=1s
TimeoutStartSec=5s
TimeoutStopSec=300ms
Restart=always
RestartSec=100ms
RestartPreventExitStatus=77
RuntimeDirectory=kiosk
Environment=XDG_RUNTIME_DIR=%t/kiosk
StateDirectory=peripheral-kiosk
Environment=ONE=%t/kiosk "TWO=with a space"
"""


class UnitTest(unittest.TestCase):
    def test_shipped_units_are_read(self):
        for name in ("peripheral-kiosk.service", "peripheral-kiosk-linuxfb.service"):
            unit = Unit(SHIPPED / name, "/r", "/s")
            self.assertEqual(unit.seconds("WatchdogSec", 0), 15)
            self.assertEqual(unit.get("Restart"), "always")
            self.assertEqual(unit.seconds("StartLimitIntervalSec", 10, "Unit"), 0)
            self.assertEqual(unit.environment()["XDG_RUNTIME_DIR"], "/r/peripheral-kiosk")
            self.assertEqual(unit.environment()["XDG_CONFIG_HOME"], "/s/peripheral-kiosk")
            self.assertEqual(unit.command()[0], "/usr/libexec/peripheral/peripheral-kiosk-session")
            self.assertEqual(unit.signal("WatchdogSignal", "SIGABRT"), signal.SIGKILL)

    def test_time_spans(self):
        self.assertEqual([seconds(text) for text in ("15", "1min 30s", "500ms", "0")], [15, 90, 0.5, 0])
        for text in ("", "x", "5 parsecs", "1s!"):
            self.assertRaises((ValueError, KeyError), seconds, text)


class ServiceManagerTest(unittest.TestCase):
    def manager(self, *options, unit=QUICK, **changes):
        temporary = tempfile.TemporaryDirectory()  # pylint: disable=consider-using-with
        self.addCleanup(temporary.cleanup)
        folder = pathlib.Path(temporary.name)
        for key, value in changes.items():
            unit += f"{key}={value}\n"
        (folder / "kiosk.service").write_text(unit, encoding="utf-8")
        manager = ServiceManager(Unit(folder / "kiosk.service", folder / "run", folder / "lib"),
                                 [sys.executable, str(HERE / "fake_kiosk.py"), *options], folder,
                                 {"PATH": os.environ["PATH"]})
        self.addCleanup(manager.close)
        manager.start()
        return manager

    def invited(self, manager, starts=1, limit=5):
        shows = manager.shows("Inviting")
        self.assertTrue(manager.run_until(lambda: manager.starts >= starts and shows(), limit),
                        (manager.state, manager.events))
        self.assertEqual(manager.starts, starts)

    def test_a_healthy_service_is_left_alone(self):
        manager = self.manager(WatchdogSec="3s")  # ten times as long as a busy machine holds the stand-in up
        self.invited(manager)
        self.assertFalse(manager.run_until(lambda: manager.state != "running", 4))
        self.assertEqual(manager.starts, 1)

    def test_a_hanging_one_is_killed_and_comes_back(self):
        manager = self.manager("--kiosk-fault", "interface-hangs")
        self.invited(manager)
        begin = time.monotonic()
        os.kill(manager.program, signal.SIGUSR1)
        self.invited(manager, starts=2)
        (fired,) = manager.since(begin, "watchdog")
        self.assertGreater(fired.at - begin, 0.6)
        self.assertEqual(manager.since(begin, "exit")[0].text, str(-signal.SIGABRT))
        self.assertGreater(manager.since(begin, "start")[0].at - manager.since(begin, "exit")[0].at, 0.09)

    def test_one_that_survives_the_signal_is_killed_after_a_while(self):
        manager = self.manager("--kiosk-fault", "interface-hangs", "--begin", "deaf", TimeoutAbortSec="200ms")
        self.invited(manager)
        begin = time.monotonic()
        os.kill(manager.program, signal.SIGUSR1)
        self.invited(manager, starts=2)
        self.assertEqual(manager.since(begin, "exit")[0].text, str(-signal.SIGKILL))
        self.assertGreater(manager.since(begin, "kill")[0].at - manager.since(begin, "watchdog")[0].at, 0.19)

    def test_the_service_may_ask_for_it_at_once(self):
        manager = self.manager("--kiosk-fault", "engine-hangs", WatchdogSec="60s")
        self.invited(manager)
        os.kill(manager.program, signal.SIGUSR1)
        self.invited(manager, starts=2)

    def test_the_watchdogs_signal_is_the_units(self):
        manager = self.manager("--kiosk-fault", "interface-hangs", WatchdogSignal="SIGKILL")
        self.invited(manager)
        begin = time.monotonic()
        os.kill(manager.program, signal.SIGUSR1)
        self.invited(manager, starts=2)
        self.assertEqual(manager.since(begin, "exit")[0].text, str(-signal.SIGKILL))

    def test_a_killed_one_comes_back_and_finds_its_folders(self):
        manager = self.manager(RuntimeDirectoryPreserve="restart")
        self.invited(manager)
        kept = manager.folder / "run/kiosk/kept"
        kept.touch()
        os.kill(manager.program, signal.SIGKILL)
        self.invited(manager, starts=2)
        self.assertTrue(kept.exists())

    def test_the_runtime_folder_goes_unless_it_is_kept(self):
        manager = self.manager()
        self.invited(manager)
        gone = manager.folder / "run/kiosk/gone"
        gone.touch()
        os.kill(manager.program, signal.SIGKILL)
        self.invited(manager, starts=2)
        self.assertFalse(gone.exists())

    def test_an_operator_who_leaves_is_not_followed(self):
        manager = self.manager("--kiosk-fault", "operator-leaves")
        self.invited(manager)
        os.kill(manager.program, signal.SIGUSR1)
        self.assertTrue(manager.run_until(lambda: manager.state == "dead", 5))
        self.assertEqual(manager.starts, 1)

    def test_any_other_end_is_one_too_early(self):
        manager = self.manager("--kiosk-fault", "ends")
        self.invited(manager)
        os.kill(manager.program, signal.SIGUSR1)
        self.invited(manager, starts=2)

    def test_a_start_takes_no_longer_than_it_may(self):
        manager = self.manager("--begin", "silent", TimeoutStartSec="600ms")
        self.assertTrue(manager.run_until(lambda: manager.starts == 2, 5))
        self.assertEqual(len(manager.since(0, "timeout")), 1)

    def test_unless_it_says_that_it_does(self):
        manager = self.manager("--begin", "late", TimeoutStartSec="700ms")
        self.invited(manager)

    def test_a_child_is_heard_where_the_unit_says_so(self):
        self.invited(self.manager("--begin", "by-child", NotifyAccess="all", WatchdogSec="0"))
        manager = self.manager("--begin", "by-child", NotifyAccess="main", WatchdogSec="0")
        self.assertFalse(manager.run_until(manager.shows("Inviting"), 0.8))

    def test_strangers_are_not_heard(self):
        manager = self.manager("--begin", "silent", NotifyAccess="all")
        subprocess.run([sys.executable, "-c", "import fake_kiosk; fake_kiosk.tell('READY=1')"], cwd=HERE, check=True,
                       env={**os.environ, "NOTIFY_SOCKET": manager.socket_path})
        self.assertFalse(manager.run_until(lambda: manager.state == "running", 0.3))


class ServiceCheckTest(unittest.TestCase):
    """All of service_check.py, by the session that is shipped."""

    def check(self, unit, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "kiosk.service"
            path.write_text(unit, encoding="utf-8")
            return subprocess.run([sys.executable, HERE / "service_check.py", HERE / "fake_kiosk.py", "1", "--unit", path,
                                   "--answer", "1", "--dying", "0.5", *options], capture_output=True, text=True, check=False)

    def test_a_kiosk_that_comes_back(self):
        done = self.check(QUICK + "NotifyAccess=all\nTimeoutStartSec=10s\n")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(done.stdout.count("1 of 1 back on the attract screen"), 5, done.stdout)
        self.assertIn("left alone", done.stdout)

    def test_one_that_does_not_is_told_of(self):
        done = self.check(QUICK + "NotifyAccess=all\nRestart=no\n", "--only", "engine-hangs", "--limit", "0.5")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("FAIL engine-hangs, trial 1: not back", done.stdout)
        never = self.check(QUICK + "NotifyAccess=all\nTimeoutStartSec=10s\nRestartSec=1s\n", "--only", "killed", "--limit", "0.9")
        self.assertEqual(never.returncode, 1, never.stdout)
        self.assertIn("FAIL killed, trial 1", never.stdout)


if __name__ == "__main__":
    unittest.main()
