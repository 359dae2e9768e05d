#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# removal_check.sh SOURCES: what the package peripheral-kiosk does when it goes, with its folder on a partition of its own
# and without. All of it in namespaces of its own, in which nothing of this machine is written. Ends with 77 where these
# cannot be made.
set -euo pipefail

readonly script=$1/packaging/kiosk/scripts/postrm
readonly state=/var/lib/peripheral-kiosk runtime=/run/peripheral-kiosk
readonly wants=/etc/systemd/system/multi-user.target.wants/peripheral-kiosk.service

if [[ -z ${PERIPHERAL_APART-} ]]; then
    unshare --map-root-user --mount mount -t tmpfs tmpfs /var/lib 2>/dev/null || {
        echo "Skipped: no namespaces can be made."
        exit 77
    }
    PERIPHERAL_APART=1 exec unshare --map-root-user --mount "$0" "$@"
fi

failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}

# What the script may touch, empty: no systemd runs there, and none is enabled on this machine.
folder=$(mktemp -d)
trap 'umount "$folder"; rmdir "$folder"' EXIT
mount -t tmpfs tmpfs "$folder"
cp "$script" "$folder/postrm"
for place in /var/lib /run /etc/systemd; do mount -t tmpfs tmpfs "$place"; done

# installed <where>: the folders as the kiosk leaves them, in the directory or on a partition.
installed() {
    mkdir -p "$state" "$runtime" "${wants%/*}"
    [[ $1 = directory ]] || mount -t tmpfs tmpfs "$state"
    mkdir -p "$state/weights" "$runtime/cache"
    touch "$state/statistics.ini" "$state/.hidden" "$state/weights/one" "$runtime/cache/two"
    ln -sf /lib/systemd/system/peripheral-kiosk.service "$wants"
}

# goes <action>: by the script, without an error, and again: dpkg may call it twice.
goes() {
    for _ in one two; do
        "$folder/postrm" "$1" >"$folder/said" 2>&1 || fail "postrm $1 ends with an error where a $where is removed"
    done
    [[ ! -e $state || -z $(ls -A "$state") ]] || fail "postrm $1 leaves what the program wrote in a $where"
    [[ ! -e $runtime ]] || fail "postrm $1 leaves the runtime folder"
}

for where in directory partition; do
    installed $where
    goes remove
    [[ -L $wants ]] || fail "remove takes what only purge may"
    [[ $where = partition || ! -e $state ]] || fail "the folder is left"
    goes purge
    [[ ! -L $wants ]] || fail "purge leaves the kiosk enabled"
done
umount "$state"

# What another system mounted into it is not the kiosk's.
installed partition
mkdir "$state/other"
mount -t tmpfs tmpfs "$state/other"
touch "$state/other/theirs"
"$folder/postrm" remove >/dev/null 2>&1 || fail "what is mounted in the folder keeps the package from going"
[[ -e $state/other/theirs && ! -e $state/statistics.ini ]] || fail "it removes others' files, or not its own"

# And an upgrade keeps everything.
installed directory
"$folder/postrm" upgrade 1.0
[[ -e $state/statistics.ini && -L $wants ]] || fail "an upgrade takes what the kiosk has"
exit $failed
