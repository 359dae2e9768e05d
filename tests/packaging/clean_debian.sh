#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Proves on a bare Debian 12 that nothing but ./dev is needed. As root, with debootstrap and git:
#
#     tests/packaging/clean_debian.sh <folder> [<repository> [<shared folder>]]
#
# Makes a minimal Debian tree in <folder> (again from a kept archive where there is one), clones the repository's
# branch main (or $BRANCH) into it, and in there, in this order,
#   1. calls ./dev run as a user without sudo: it must name the packages and fail;
#   2. calls ./dev run as a user with sudo and without a display: the terminal chat must answer;
#   3. calls ./dev test as root: all tests must pass;
#   4. calls ./dev run on a virtual display: a window must appear.
# Prints one line a step. Needs the network for Debian's mirror and for nothing else. $MIRROR names another one.
set -euo pipefail

readonly mirror=${MIRROR:-http://deb.debian.org/debian}
readonly user=tester

folder=$(realpath -m "${1:?where may the tree be made?}")
repository=$(realpath "${2:-$(dirname "$0")/../..}")
shared=${3-}
readonly folder repository shared
readonly tree=$folder/tree work=$folder/tree/work/peripheral log=$folder/log

# check <what> <log> <command…>: one line on how the command went; the end where it failed.
check() {
    local what=$1 output=$log/$2 started=$SECONDS
    shift 2
    "$@" >"$output" 2>&1 & # not as a condition: errexit would be off inside
    if wait $!; then
        printf 'PASS %s (%d s)\n' "$what" $((SECONDS - started))
        return
    fi
    tail -n 30 "$output"
    printf 'FAIL %s; its output is in %s\n' "$what" "$output"
    exit 1
}

# inside <user> <command>: runs a command in the clone, in the tree, with nothing of this machine's environment.
inside() {
    chroot "$tree" /usr/bin/env -i HOME=/tmp/home-"$1" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        TERM=dumb LANG=C.UTF-8 DISPLAY="${display-}" setpriv --reuid "$1" --regid "$1" --init-groups \
        sh -c "cd /work/peripheral && $2"
}

make_tree() {
    if [[ ! -f $folder/base.tar ]]; then
        rm -rf "$folder/base"
        debootstrap --variant=minbase bookworm "$folder/base" "$mirror"
        tar -C "$folder/base" -cf "$folder/base.tar" .
        rm -rf "$folder/base"
    fi
    rm -rf --one-file-system "$tree"
    mkdir -p "$tree"
    tar -C "$tree" -xf "$folder/base.tar"
    cp /etc/resolv.conf "$tree/etc/resolv.conf"
    printf 'deb %s bookworm main\ndeb %s bookworm-updates main\n' "$mirror" "$mirror" >"$tree/etc/apt/sources.list"
}

# Devices of its own: what runs as root in the tree must not get at this machine's.
mount_devices() {
    mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
    mknod -m 666 "$tree/dev/null" c 1 3
    mknod -m 666 "$tree/dev/zero" c 1 5
    mknod -m 666 "$tree/dev/full" c 1 7
    mknod -m 666 "$tree/dev/random" c 1 8
    mknod -m 666 "$tree/dev/urandom" c 1 9
    mknod -m 666 "$tree/dev/tty" c 5 0
    ln -s /proc/self/fd "$tree/dev/fd"
    mkdir -m 1777 "$tree/dev/shm"
    mkdir "$tree/dev/pts"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$tree/dev/pts"
    ln -s pts/ptmx "$tree/dev/ptmx"
}

mount_system() {
    mount -t proc proc "$tree/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$tree/tmp"
    mount_devices
}

clone() {
    mkdir -p "$tree/work"
    git clone --quiet --branch "${BRANCH:-main}" "$repository" "$work"
    [[ -z $shared ]] || cp -r "$shared" "$tree/work/shared"
    chroot "$tree" useradd --create-home "$user"
    chroot "$tree" mkdir -p /tmp/home-root /tmp/home-"$user"
    chroot "$tree" chown -R "$user:$user" /work /tmp/home-"$user"
}

without_sudo() {
    local output
    ! output=$(inside "$user" './dev run </dev/null' 2>&1) || return
    echo "$output"
    grep -q 'apt-get install --no-install-recommends .*qt6-declarative-dev' <<<"$output"
}

give_sudo() {
    chroot "$tree" sh -c "apt-get -q update && apt-get -q -y install --no-install-recommends sudo"
    echo "$user ALL=(ALL) NOPASSWD: ALL" >"$tree/etc/sudoers.d/$user"
    rm -rf "$tree"/var/lib/apt/lists/* # ./dev must see for itself that the lists are missing
}

terminal_chat() {
    inside "$user" 'printf "What is the opposite of hot?\n" | ./dev run' 2>&1 | tee /dev/stderr | grep -qi cold
}

all_tests() { inside root './dev test </dev/null'; }

window() {
    local display=:97 second
    chroot "$tree" Xvfb "$display" -screen 0 1280x800x24 &
    inside root './dev run --data-dir /tmp/data --startup-trace' >"$log/program.txt" 2>&1 &
    for ((second = 0; second < 60; ++second)); do
        grep 'first-frame' "$log/program.txt" && return
        sleep 1
    done
    cat "$log/program.txt"
    return 1
}

prepare() {
    make_tree
    mount_system
    clone
}

main() {
    check 'a bare Debian 12 with a clone in it' prepare.txt prepare
    check 'without root, ./dev run names the packages' without-sudo.txt without_sudo
    check 'sudo for the user' sudo.txt give_sudo
    check 'with sudo and no display, ./dev run answers in the terminal' terminal.txt terminal_chat
    check 'as root, ./dev test' test.txt all_tests
    check 'with a display, ./dev run shows a window' window.txt window
    grep 'tests passed' "$log/test.txt"
}

# All mounts live in a namespace of their own and go with it, and so does whatever still runs.
if [[ -z ${CLEAN_DEBIAN_INSIDE-} ]]; then
    CLEAN_DEBIAN_INSIDE=1 exec unshare --mount --pid --fork --kill-child "$0" "$@"
fi
mkdir -p "$log"
main
