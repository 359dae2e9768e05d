#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installed_check.sh SOURCES BUILD: installs what BUILD holds into a folder, moves that folder, and looks whether the
# programs run there, know nothing of where they were built, and whether a desktop can read what is meant for it.
set -euo pipefail

readonly sources=$1 build=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}

cmake --install "$build" --prefix "$folder/first" >"$folder/log" || { cat "$folder/log"; exit 1; }
mv "$folder/first" "$folder/moved"
cd "$folder/moved"

# An environment in which nothing else can be found.
alone() { env -u PERIPHERAL_MODEL HOME="$folder/home" XDG_DATA_HOME="$folder/data" XDG_CACHE_HOME="$folder/cache" "$@"; }
mkdir "$folder/home" "$folder/data" "$folder/cache"

alone bin/peripheral-cli generate --prompt 'What is the capital of Japan?' --temp 0 2>&1 | grep Tokyo ||
    fail "peripheral-cli does not answer with the built-in model"
alone bin/peripheral-cli inspect --model share/peripheral/models/plm-nano.gguf >"$folder/inspected" ||
    fail "the model is not where the others' programs look"
if [[ -e bin/peripheral ]]; then
    alone env QT_QPA_PLATFORM=offscreen timeout 60 bin/peripheral --first-frame-exit || fail "no window"
fi

for place in "$sources" "$build" "$folder/first"; do
    ! grep -rlF "$place" . || fail "these name $place"
done
for program in bin/*; do
    ! readelf -d "$program" | grep -E 'RPATH|RUNPATH' || fail "$program says where to look for libraries"
done

# check <command…>: where this machine has it.
check() {
    if command -v "$1" >/dev/null; then
        "$@" || fail "$*"
    else
        echo "not looked at, for want of $1: ${*: -1}"
    fi
}
if [[ -e bin/peripheral ]]; then
    id=org.peripheral.Chat
    check desktop-file-validate share/applications/$id.desktop
    check appstreamcli validate --no-net --strict share/metainfo/$id.metainfo.xml
    version=$(alone bin/peripheral-cli --version)
    grep -q "<release version=\"${version##* }\"" share/metainfo/$id.metainfo.xml || fail "the metainfo is not of $version"
    check update-mime-database "$PWD/share/mime"
    [[ ! -e share/mime/globs2 ]] || grep -q ':application/x-gguf:\*\.gguf$' share/mime/globs2 || fail "no *.gguf"
    grep -qx 'MimeType=application/x-gguf;' share/applications/$id.desktop || fail "the window opens no GGUF"
    for size in 16 32 48 128 256 512; do
        picture=share/icons/hicolor/${size}x$size/apps/$id.png
        if [[ -d share/icons/hicolor/${size}x$size ]] || command -v rsvg-convert >/dev/null; then
            file "$picture" | grep -q "$size x $size" || fail "$picture is not of that size"
        fi
    done
fi
exit $failed
