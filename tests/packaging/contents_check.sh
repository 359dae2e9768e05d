#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# contents_check.sh SOURCES FOLDER: looks at the packages in FOLDER, of whichever architecture: which files are in them
# (tests/packaging/contents), whose these are, and what the packages depend on.
set -euo pipefail

readonly sources=$1
cd "$2"
failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}
field() { dpkg-deb -f "$1" "$2"; }

for package in *.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -tv | awk '
        $2 != "root/root" || ($1 !~ /^l/ && $1 ~ /^.....w|^........w|[sS]/)' | grep . &&
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
kiosk=$(echo peripheral-kiosk_*.deb)
if [[ -e $kiosk ]]; then
    # wants <field> <section>: names there what debian-packages.txt lists.
    wants() {
        while read -r needed; do
            field "$kiosk" "$1" | grep -qE "(^|, )$needed(,|$)" || fail "peripheral-kiosk has no $needed under $1"
        done < <(awk -v section="[$2]" '/^\[/ { inside = $1 == section } /^[a-z]/ && inside' \
            "$sources/packaging/debian-packages.txt")
    }
    wants Depends kiosk
    wants Recommends kiosk-recommends
    field "$kiosk" Depends | grep -qF "peripheral (= $(field "$kiosk" Version))" || fail "any peripheral would do for the kiosk"
    [[ $(dpkg-deb -I "$kiosk" conffiles) = /etc/peripheral/kiosk.ini ]] || fail "the operator's settings would be lost"
    ! dpkg-deb -I "$kiosk" postinst | grep -E 'systemctl.*(enable|start)' || fail "the kiosk takes the screen by itself"
fi
du -b -- *.deb
exit $failed
