#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packages_check.sh SOURCES BUILD: packs what BUILD holds, twice and under different circumstances, and looks whether both
# times the same came out, which files are in it (tests/packaging/contents), and what the packages depend on. Ends with
# 77 without dpkg-shlibdeps.
set -euo pipefail

readonly sources=$1 build=$2
command -v dpkg-shlibdeps >/dev/null || {
    echo "Skipped: there is no dpkg-shlibdeps."
    exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}

umask 022
pack() { (cd "$build" && cpack -B "$1" >"$folder/log" 2>&1) || { cat "$folder/log"; exit 1; }; }
pack "$folder/first"
(TZ=Asia/Tokyo LC_ALL=C pack "$folder/a second one")

field() { dpkg-deb -f "$folder/first/$1" "$2"; }
version=$("$build/bin/peripheral-cli" --version)
version=${version##* }
cd "$folder/first"
for package in *.deb; do
    cmp "$package" "$folder/a second one/$package" || fail "$package is another each time"
    [[ $(field "$package" Version) = "$version" ]] || fail "$package is not of version $version"
    dpkg-deb --fsys-tarfile "$package" | tar -tv | awk '$2 != "root/root" || $1 ~ /w....w|w$|s/' | grep . &&
        fail "$package has others than root's own files"
    diff "$sources/tests/packaging/contents/${package%%_*}.txt" \
        <(dpkg-deb --fsys-tarfile "$package" | tar -t | grep -v '/$' | sed 's|^\.||' | LC_ALL=C sort) ||
        fail "$package has other files than tests/packaging/contents says"
    ! command -v lintian >/dev/null || lintian --allow-root --fail-on error "$package" || fail "lintian"
done

terminal=$(echo peripheral-cli_*.deb)
for other in qt qml sqlite; do
    ! field "$terminal" Depends | grep -i "$other" || fail "peripheral-cli depends on $other"
done
field "$terminal" Recommends | grep -q 'libvulkan1' || fail "peripheral-cli does not recommend Vulkan"
window=$(echo peripheral_*.deb)
if [[ -e $window ]]; then
    while read -r needed; do
        field "$window" Depends | grep -qE "(^|, )$needed(,|$)" || fail "peripheral does not depend on $needed"
    done < <(awk '/^\[/ { inside = $1 == "[run]" } /^[a-z]/ && inside' "$sources/packaging/debian-packages.txt")
    field "$window" Depends | grep -q 'libqt6quick6 ' || fail "peripheral does not depend on what it is linked to"
fi
du -b -- *.deb
exit $failed
