#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/by_hand/killed_and_started.sh [MODEL [ROUNDS]]   (from the root of the project; the release build)
#
# Kills the window (SIGKILL) with a large model open and starts it again at once, ROUNDS times (20): each new window
# must come up able to send, which it proves by a question that is saved. MODEL is made where it is not there:
# /tmp/big.gguf, of PLM-1.8B's shape, as Q4_K_M. Then a double start with a file: one window, the file open, and how
# long that took. Needs xvfb, openbox, x11-utils
# and sqlite3.
set -u
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/by_hand/displays.sh
. tests/by_hand/displays.sh
need xprop sqlite3
bin=${PERIPHERAL_BIN:-build/release/bin}
model=${1:-/tmp/big.gguf}
rounds=${2:-20}
[[ -f $model ]] || "$bin/peripheral-cli" synthesize --out "$model" --type Q4_K_M || exit 2
begin_display x11 || exit 2

start() {
    : >"$work/trace"
    "$bin/peripheral" --data-dir "$work/data" "$@" --startup-trace >"$work/trace" 2>"$work/errors" &
    process=$!
}
now() { date +%s%3N; }
said() { grep -q "^$1 " "$work/trace"; }

# How many questions are saved: a window that came up able to send has saved its own.
asked() { [[ $(sqlite3 "$work/data/history.db" "SELECT count(*) FROM messages WHERE author = 'user'") == "$1" ]]; }

right=0
start "$model" --send "Hello"
until_true 60 asked 1 || {
    echo "nothing can be sent at all: $(cat "$work/errors")"
    exit 1
}
for ((round = 1; round <= rounds; ++round)); do
    sleep 2 # until much of the model is in memory
    kill -KILL $process
    start --send "Hello"
    if until_true 20 asked $((round + 1)); then
        right=$((right + 1))
    else
        printf '  round %d: nothing could be sent: %s\n' "$round" "$(head -c 300 "$work/errors")"
    fi
done
printf '%d of %d windows came up able to send\n' "$right" "$rounds"
kill -TERM $process
wait $process

cp resources/models/plm-nano.gguf "$work/other.gguf"
start
until_true 60 said first-frame
sleep 2 # until its model is open
is_open() { grep -q "^path=.*other.gguf" "$work/data/settings.ini"; }
begun=$(now)
"$bin/peripheral" --data-dir "$work/data" "$work/other.gguf" &
second=$!
wait $second
status=$?
printf 'double start: the second ended with %d after %d ms' "$status" $(($(now) - begun))
until_true 20 is_open && open=true || open=false
windows=$(xprop -root _NET_CLIENT_LIST | grep -o 0x | wc -l)
printf '; file open: %s (%d ms, of which 500 until it is written down); windows: %d\n' "$open" \
    $(($(now) - begun)) "$windows"
kill -TERM $process
wait $process
if ((right == rounds && status == 0 && windows == 1)) && $open; then
    echo right
else
    exit 1
fi
