#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packages_check.sh SOURCES BUILD: packs what BUILD holds, twice and under different circumstances, and looks whether both
# times the same came out, of the program's version, and what it should be (contents_check.sh). Ends with 77 without
# dpkg-shlibdeps or file.
set -euo pipefail

readonly sources=$1 build=$2
for needed in dpkg-shlibdeps file; do
    command -v "$needed" >/dev/null || {
        echo "Skipped: there is no $needed."
        exit 77
    }
done
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

version=$("$build/bin/peripheral-cli" --version)
version=${version##* }
cd "$folder/first"
for package in *.deb; do
    cmp "$package" "$folder/a second one/$package" || fail "$package is another each time"
    [[ $(dpkg-deb -f "$package" Version) = "$version" ]] || fail "$package is not of version $version"
done
"$sources/tests/packaging/contents_check.sh" "$sources" . || failed=1
exit $failed
