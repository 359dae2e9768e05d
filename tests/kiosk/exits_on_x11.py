#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries to get out of a kiosk as docs/kiosk.md lists it: keys, and what X clients may ask of a window manager.

    exits_on_x11.py PROGRAM [--together KEYS] [-- OPTION…]

Starts Xvfb and openbox of its own (which must be installed, with xdotool and xprop), then the program with --kiosk and
an empty file of settings. After each dozen of keys and each other try the window must be there, full screen, visible and
in front, and the process the same one. Ends with 0 where all held, 1 where one led out, 77 where something to try it with is missing.
"""

import argparse
import contextlib
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")
SCREEN = (1024, 768)
MOST_LED_OUT = 2  # what led out once mostly hides what comes after it
PATIENCE = 30  # seconds, beside other tests, until the window has come back; it asks once a second

KEYS = (
    "alt+F4", "alt+Tab", "alt+shift+Tab", "alt+space", "alt+Escape", "alt+F1", "alt+F2", "alt+F7", "alt+F8", "alt+F9",
    "alt+F10", "alt+F11", "alt+Return", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "ctrl+alt+t", "ctrl+alt+Left",
    "ctrl+alt+Right", "ctrl+alt+d", "ctrl+alt+F1", "ctrl+alt+F2", "super", "Super_L", "Super_R", "super+d", "super+e",
    "super+l", "super+r", "super+F1", "super+F2", "Menu", "Print", "shift+Print", "Sys_Req", "Pause", "Scroll_Lock",
    "Help", "ctrl+q", "ctrl+w", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+s", "ctrl+t", "ctrl+comma", "ctrl+shift+i",
    "ctrl+Escape", "ctrl+shift+Escape", "ctrl+Tab", "Escape", "XF86HomePage", "XF86Mail", "XF86Explorer",
    "XF86Calculator", "XF86Sleep", "XF86Search", "XF86Back",
    *(f"F{number}" for number in range(1, 13)), *(f"shift+F{number}" for number in range(1, 13)),
    *(f"ctrl+F{number}" for number in range(1, 13)),
)


class Failed(Exception):
    pass


class Display:
    """An X server and a window manager that nobody else has."""

    def __init__(self, folder):
        read, write = os.pipe()
        self.picture = pathlib.Path(folder, "Xvfb_screen0")  # what is on the screen, as xwd writes it
        # Without -noreset it drops whoever connects just as the last client before leaves: the window manager, where xprop
        # has asked for it.
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0",
                                        f"{SCREEN[0]}x{SCREEN[1]}x24", "-nolisten", "tcp", "-fbdir", str(folder)],
                                       pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self.environment = dict(os.environ, DISPLAY=f":{number}", HOME=str(folder), XDG_RUNTIME_DIR=str(folder),
                                QT_QPA_PLATFORM="xcb", QT_QUICK_BACKEND="software")
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.manager = subprocess.Popen(["openbox"], env=self.environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        try:
            wait(lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")
        except Failed:
            self.close()
            raise

    def ask(self, *command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def close(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait()


def wait(condition, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise Failed(f"{what}: not within {seconds} s")


class Kiosk:
    """The program, and what is seen of it from outside."""

    def __init__(self, display, command, output=None):
        self.display = display
        self.process = subprocess.Popen(command, env=display.environment, stdout=output)
        self.window = None
        wait(self.find, "the kiosk's window", 60)
        self.check("the kiosk at its start")

    def find(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}")
        windows = self.display.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        self.window = windows[-1] if windows else None
        return self.window is not None

    def faults(self):
        """What is not as it should be, in words."""
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}")
        windows = self.display.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        if self.window not in windows:
            return "no window"
        state = self.display.ask("xprop", "-id", self.window, "_NET_WM_STATE", "WM_STATE")
        if "_NET_WM_STATE_FULLSCREEN" not in state:
            return "not full screen"
        if "_NET_WM_STATE_HIDDEN" in state or "Iconic" in state:
            return "minimised"
        shape = self.display.ask("xdotool", "getwindowgeometry", "--shell", self.window)
        if f"WIDTH={SCREEN[0]}" not in shape or f"HEIGHT={SCREEN[1]}" not in shape:
            return f"not the whole screen: {shape.split()}"
        if self.display.ask("xdotool", "getactivewindow").strip() != self.window:
            return "not in front"
        here, all_desktops = self.desktop("-root", "_NET_CURRENT_DESKTOP"), 0xFFFFFFFF
        if self.desktop("-id", self.window, "_NET_WM_DESKTOP") not in (here, all_desktops):
            return "on another desktop"
        return None

    def desktop(self, *which):
        words = self.display.ask("xprop", *which).split()
        return int(words[-1], 0) if words and words[-1][0].isdigit() else None

    def held(self):
        return self.faults() is None

    def check(self, what):
        try:
            wait(self.held, what)
        except Failed as failed:
            raise Failed(f"{failed}: {self.faults()}") from None

    def end(self):
        """As the system ends it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                return self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise Failed("SIGTERM did not end the program within 20 s") from None
        return self.process.returncode


# A client of X that is none of the program's: it asks the window manager by messages to the root window, which xdotool
# and xprop cannot all send. libX11 by ctypes spares the test a package.
CLIENT = r"""
import ctypes, sys, time
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
x.XDefaultRootWindow.restype = ctypes.c_ulong
x.XInternAtom.restype = ctypes.c_ulong
x.XCreateSimpleWindow.restype = ctypes.c_ulong
display = ctypes.c_void_p(x.XOpenDisplay(None))
root = x.XDefaultRootWindow(display)
class Message(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("sent", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("name", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                ("pad", ctypes.c_long * 24)]
def atom(name):
    return x.XInternAtom(display, name.encode(), 0)
def send(window, name, *data, to=None):
    values = [atom(one) if isinstance(one, str) else one for one in data] + [0] * (5 - len(data))
    message = Message(33, 0, 1, display, window, atom(name), 32, (ctypes.c_long * 5)(*values))
    mask = 0 if to else (1 << 19) | (1 << 20)
    x.XSendEvent(display, ctypes.c_ulong(to or root), 0, ctypes.c_long(mask), ctypes.byref(message))
    x.XSync(display, 0)
window, what = int(sys.argv[1]), sys.argv[2]
if what == "close": send(window, "_NET_CLOSE_WINDOW", 0, 2)
elif what == "delete": send(window, "WM_PROTOCOLS", "WM_DELETE_WINDOW", 0, to=window)
elif what == "no-fullscreen": send(window, "_NET_WM_STATE", 0, "_NET_WM_STATE_FULLSCREEN", 0, 2)
elif what == "toggle-fullscreen": send(window, "_NET_WM_STATE", 2, "_NET_WM_STATE_FULLSCREEN", 0, 2)
elif what == "maximise": send(window, "_NET_WM_STATE", 1, "_NET_WM_STATE_MAXIMIZED_VERT", "_NET_WM_STATE_MAXIMIZED_HORZ", 2)
elif what == "below": send(window, "_NET_WM_STATE", 1, "_NET_WM_STATE_BELOW", 0, 2)
elif what == "hidden": send(window, "_NET_WM_STATE", 1, "_NET_WM_STATE_HIDDEN", 0, 2)
elif what == "shaded": send(window, "_NET_WM_STATE", 1, "_NET_WM_STATE_SHADED", 0, 2)
elif what == "iconify": send(window, "WM_CHANGE_STATE", 3)
elif what == "other-desktop": send(window, "_NET_WM_DESKTOP", 1, 2)
elif what == "show-other-desktop": send(root, "_NET_CURRENT_DESKTOP", 1, 0)
elif what == "show-desktop": send(root, "_NET_SHOWING_DESKTOP", 1)
elif what == "shrink": send(window, "_NET_MOVERESIZE_WINDOW", (15 << 8) | (2 << 12), 30, 40, 300, 200)
elif what == "drag": send(window, "_NET_WM_MOVERESIZE", 10, 10, 8, 1, 2)
elif what == "unmap": x.XUnmapWindow(display, ctypes.c_ulong(window)); x.XSync(display, 0)
elif what == "lower": x.XLowerWindow(display, ctypes.c_ulong(window)); x.XSync(display, 0)
elif what == "another":
    mine = x.XCreateSimpleWindow(display, ctypes.c_ulong(root), 50, 50, 400, 300, 1, 0, 0xffffff)
    x.XSelectInput(display, ctypes.c_ulong(mine), ctypes.c_long(1 << 21))  # changes of the focus
    x.XMapRaised(display, ctypes.c_ulong(mine)); x.XSync(display, 0)
    time.sleep(0.3)
    send(mine, "_NET_ACTIVE_WINDOW", 2, 0)
    event = (ctypes.c_long * 24)()
    while ctypes.cast(event, ctypes.POINTER(ctypes.c_int))[0] != 9:  # until it has the focus
        x.XNextEvent(display, event)
    print("in front", flush=True)
    time.sleep(600)
"""

REQUESTS = ("close", "delete", "no-fullscreen", "toggle-fullscreen", "maximise", "below", "hidden", "shaded", "iconify",
            "other-desktop", "show-other-desktop", "show-desktop", "shrink", "drag", "unmap", "lower")


def try_all(display, kiosk, together):
    tried, led_out = 0, []

    def attempt(what, action, count=1):
        nonlocal tried
        tried += count
        action()
        time.sleep(0.1)
        try:
            kiosk.check(what)
        except Failed as failed:
            led_out.append(str(failed))
            print(f"led out: {failed}", flush=True)
            if len(led_out) == MOST_LED_OUT:
                raise Failed("given up") from None

    for begin in range(0, len(KEYS), together):
        keys = KEYS[begin:begin + together]
        attempt(" ".join(keys), lambda keys=keys: display.ask("xdotool", "key", "--clearmodifiers", *keys), len(keys))
    for button in (2, 3, 8, 9):
        attempt(f"button {button}", lambda button=button: display.ask("xdotool", "mousemove", "500", "400", "click", str(button)))
    for request in REQUESTS:
        attempt(request, lambda request=request: client_of(display, kiosk, request).wait())
    with client_of(display, kiosk, "another", stdout=subprocess.PIPE) as other:
        try:
            attempt("another", lambda: wait_for_front(other))
            if other.poll() is not None:
                raise Failed("the other window went by itself")
        finally:
            other.kill()
    return tried, led_out


def client_of(display, kiosk, request, **how):
    return subprocess.Popen([sys.executable, "-c", CLIENT, kiosk.window, request], env=display.environment, **how)


def wait_for_front(client):
    """Until the window that is not the kiosk's has been in front: else nothing would have been tried."""
    if not select.select([client.stdout], [], [], PATIENCE)[0] or b"in front" not in client.stdout.readline():
        raise Failed("another window never came to the front")


def try_program(display, command, together):
    kiosk = Kiosk(display, command)
    try:
        tried, led_out = try_all(display, kiosk, together)
    finally:
        status = kiosk.end()
    print(f"{tried} ways tried, {len(led_out)} led out; SIGTERM ended the program with {status}")
    return 1 if led_out or status != 0 else 0


def main():
    parser = argparse.ArgumentParser(description="Tries to get out of a kiosk on X11.")
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("options", nargs="*", help="further options of the program, after --")
    parser.add_argument("--together", type=int, default=12, help="how many keys are pressed before each look; 1 tells which")
    arguments = parser.parse_args()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("not tried, missing:", *missing)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        settings = pathlib.Path(folder, "kiosk.ini")
        settings.write_text("", encoding="utf-8")
        try:
            with contextlib.closing(Display(folder)) as display:
                return try_program(display, [arguments.program, "--kiosk", settings, *arguments.options], arguments.together)
        except Failed as failed:
            print(f"failed: {failed}")
            return 1


if __name__ == "__main__":
    sys.exit(main())
