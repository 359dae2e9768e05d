#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/by_hand/ended_by_signal.sh [ROUNDS [DISPLAY…]]   (from the root of the project; the release build)
#
# Ends the window by TERM, INT and HUP while an answer arrives, ROUNDS times each (20) on each kind of display: x11
# (with a window manager), x11-bare, wayland. Right is: exit status 0, the log of the history folded in, the answer
# marked as stopped with all text that was shown. Needs sqlite3; xvfb and openbox for X11, sway and wtype for Wayland.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/by_hand/displays.sh
. tests/by_hand/displays.sh
need sqlite3
program=${PERIPHERAL_BIN:-build/release/bin}/peripheral
rounds=${1:-20}
shift || true
kinds=("${@:-x11}")
(($# > 0)) || kinds=(x11 x11-bare wayland)

answer() { sqlite3 "$1/history.db" "SELECT $2 FROM messages ORDER BY id DESC LIMIT 1"; }
has_lines() { [[ -e $1 ]] && (($(wc -l <"$1") >= $2)); }

# Says what is wrong with one round; nothing where it went well.
try() {
    local signal=$1 data=$work/data status shown
    rm -rf "$data" "$work/trace"
    "$program" --data-dir "$data" --fake-engine tests/data/recordings/long.json --pace 50 --send "Why?" \
        --trace-stream >"$work/trace" 2>"$work/errors" &
    local process=$!
    until_true 30 has_lines "$work/trace" $((3 + RANDOM % 20)) || {
        kill -KILL $process
        echo "no answer: $(head -c 300 "$work/errors")"
        return
    }
    kill -"$signal" $process
    wait $process
    status=$?
    ((status == 0)) || echo "exit status $status"
    [[ ! -e $data/history.db-wal ]] || echo "the log is left"
    shown=$(tail -n 1 "$work/trace" | cut -d' ' -f2)
    [[ $(answer "$data" state) == stopped ]] || echo "marked as $(answer "$data" state)"
    (($(answer "$data" 'length(text)') >= shown)) || echo "text that was shown is lost"
}

failed=0
for kind in "${kinds[@]}"; do
    begin_display "$kind" || exit 2
    for signal in TERM INT HUP; do
        right=0
        for ((round = 1; round <= rounds; ++round)); do
            wrong=$(try "$signal")
            if [[ -z $wrong ]]; then
                right=$((right + 1))
            else
                printf '  %s, %s, round %d: %s\n' "$kind" "$signal" "$round" "${wrong//$'\n'/; }"
                failed=$((failed + 1))
            fi
        done
        printf '%s, %s: %d of %d right\n' "$kind" "$signal" "$right" "$rounds"
    done
    end_displays
done
((failed == 0)) && echo right
((failed == 0))
