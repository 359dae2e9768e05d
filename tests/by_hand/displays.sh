# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# For the scripts of this folder: displays of their own, as a desktop has them. Sets $work, a folder that goes at the end.

need() {
    local missing=()
    for tool in "$@"; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    ((${#missing[@]} == 0)) || {
        echo "These programs are missing: ${missing[*]}" >&2
        exit 2
    }
}

work=$(mktemp -d)
displays=()
end_displays() {
    ((${#displays[@]} == 0)) || kill "${displays[@]}" 2>/dev/null
    displays=()
}
trap 'end_displays; wait; rm -rf "$work"' EXIT
mkdir -m 700 "$work/run"
export XDG_RUNTIME_DIR=$work/run XDG_CACHE_HOME=$work/cache LC_ALL=C.UTF-8

# until <seconds> <command…>: waits until the command succeeds; fails where it never does.
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.05
    done
}

# An X server; with a window manager where $1 is "openbox".
begin_x11() {
    exec 5>"$work/display"
    # Without -noreset it drops whoever connects just as the last client before leaves.
    Xvfb -displayfd 5 -noreset -screen 0 "${2:-1280x800}x24" >/dev/null 2>&1 &
    displays+=($!)
    until_true 10 test -s "$work/display" || return 1
    DISPLAY=:$(cat "$work/display")
    export DISPLAY QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY
    if [[ ${1-} == openbox ]]; then
        openbox >/dev/null 2>&1 &
        displays+=($!)
        sleep 1
    fi
}

# sway without a screen, and a keyboard that makes its seat one: Qt 6.4's text items need that. sway refuses to run as
# root, so there it runs as nobody.
begin_wayland() {
    local -a become=()
    mkdir -m 700 "$work/sway"
    printf 'output HEADLESS-1 resolution 1280x800\nxwayland disable\n' >"$work/sway/config"
    if [[ $EUID -eq 0 ]]; then
        become=(setpriv --reuid nobody --regid nogroup --clear-groups)
        chmod 711 "$work"
        chown -R nobody:nogroup "$work/sway"
    fi
    "${become[@]}" env HOME="$work/sway" XDG_RUNTIME_DIR="$work/sway" WLR_BACKENDS=headless WLR_RENDERER=pixman \
        WLR_LIBINPUT_NO_DEVICES=1 sway -c "$work/sway/config" >"$work/sway.log" 2>&1 &
    displays+=($!)
    until_true 10 test -S "$work/sway/wayland-1" || return 1
    export WAYLAND_DISPLAY=$work/sway/wayland-1 QT_QPA_PLATFORM=wayland
    unset DISPLAY
    wtype -s 3600000 -k Shift_L & # holds its keyboard for an hour
    displays+=($!)
    sleep 0.5
}

begin_display() {
    case $1 in
    x11) need Xvfb openbox && begin_x11 openbox ;;
    x11-bare) need Xvfb && begin_x11 ;;
    wayland) need sway wtype && begin_wayland ;;
    offscreen) export QT_QPA_PLATFORM=offscreen ;;
    *) echo "no such display: $1" >&2 && exit 2 ;;
    esac
}
