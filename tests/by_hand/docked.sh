#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/by_hand/docked.sh DISPLAY…   (from the root of the project; the release build)
#
# What a dock sees of the window on each kind of display, x11 (with a window manager), x11-bare or wayland: names that
# lead to the desktop file, an icon on X11, and that a second start lets the window come forward: by its token on
# Wayland, on X11 as of the moment that its startup id holds, and said to be complete. Needs xvfb and x11-utils for X11,
# openbox for x11; sway and wtype for Wayland.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/by_hand/displays.sh
. tests/by_hand/displays.sh
program=${PERIPHERAL_BIN:-build/release/bin}/peripheral
desktop_file=packaging/org.peripheral.Chat.desktop
failed=0

# check <what> <command…>: says whether the command comes to succeed.
check() {
    local what=$1
    shift
    if until_true 10 "$@"; then
        echo "  right: $what"
    else
        echo "  wrong: $what"
        failed=1
    fi
}

begin_program() {
    WAYLAND_DEBUG=client "$program" --data-dir "$work/data" --startup-trace >"$work/trace" 2>"$work/errors" &
    process=$!
    until_true 30 grep -q "^first-frame " "$work/trace" && return
    echo "no window: $(head -c 300 "$work/errors")"
    exit 1
}
end_program() {
    kill -TERM $process
    wait $process
}

# Called by check(), which shellcheck does not see.
# shellcheck disable=SC2317
{
    window() { xwininfo -root -tree | awk '/"Peripheral": \("/ { print $1; exit }'; }
    property() { xprop -id "$(window)" "$@"; }
    has_class() { property WM_CLASS | grep -qF "\"$(sed -n 's/^StartupWMClass=//p' "$desktop_file")\""; }
    has_icon() { property -len 8 32c _NET_WM_ICON | grep -q "= [1-9]"; }
    has_user_time() { property _NET_WM_USER_TIME | grep -q "= $1\$"; }
    is_active() { xprop -root _NET_ACTIVE_WINDOW | grep -q "$(window)\$"; }
    is_behind() { ! is_active; }
    heard() { grep -q "message_type.*$1" "$work/heard"; }
    tree() { SWAYSOCK=$(echo "$work"/sway/sway-ipc.*.sock) swaymsg -t get_tree; }
    has_app_id() { tree | grep -qF "\"app_id\": \"$(basename "$desktop_file" .desktop)\""; }
}

on_x11() {
    local id=a_"\"launcher\""_TIME$1
    check "WM_CLASS is the StartupWMClass of the desktop file" has_class
    check "_NET_WM_ICON is there" has_icon
    xev -root -event property >"$work/heard" 2>/dev/null &
    displays+=($!)
    sleep 0.5
    DESKTOP_STARTUP_ID=$id "$program" --data-dir "$work/data"
    check "a second start asks as of its own time" has_user_time "$1"
    check "a second start is said to be complete" heard _NET_STARTUP_INFO_BEGIN
    check "in pieces" heard "_NET_STARTUP_INFO)"
}

for kind in "$@"; do
    echo "$kind:"
    rm -rf "$work/data"
    begin_display "$kind" || exit 2
    begin_program
    case $kind in
    x11-bare) need xprop xwininfo xev && on_x11 4000000000 ;;
    x11)
        need xprop xwininfo xev
        xev >/dev/null &
        displays+=($!)
        check "another window is the active one" is_behind
        on_x11 4000000000
        check "it is the active window" is_active
        ;;
    wayland)
        check "app_id is the name of the desktop file" has_app_id
        DESKTOP_STARTUP_ID=a_launcher "$program" --data-dir "$work/data"
        check "a second start hands its permission over" grep -q 'activate("a_launcher"' "$work/errors"
        ;;
    esac
    end_program
    end_displays
done
exit $failed
