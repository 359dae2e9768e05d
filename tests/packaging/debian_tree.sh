# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# For the scripts of this folder: a bare Debian 12 in a folder, in which steps are carried out and told of. As root, with
# debootstrap. Needs the network for Debian's mirror and for nothing else; $MIRROR names another one. Set beforehand:
# $folder, where all of it may lie. Set here: $tree and $log, folders in it.
readonly mirror=${MIRROR:-http://deb.debian.org/debian}
readonly user=tester
readonly tree=${folder:?}/tree log=${folder:?}/log

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

# inside <user> <command>: runs a line for the shell in the tree, with nothing of this machine's environment but $display.
inside() {
    local at=/root
    [[ $1 = root ]] || at=/home/$1
    chroot "$tree" /usr/bin/env -i HOME="$at" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        TERM=dumb LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive ${display:+DISPLAY="$display"} \
        setpriv --reuid "$1" --regid "$1" --init-groups sh -c "cd; $2"
}

# unpack_tree <architecture>: the tree, again from a kept archive where there is one.
unpack_tree() {
    if [[ ! -f $folder/base.tar ]]; then
        rm -rf --one-file-system "$folder/base"
        debootstrap --arch="$1" --variant=minbase bookworm "$folder/base" "$mirror"
        tar -C "$folder/base" -cf "$folder/base.tar.part" .
        mv "$folder/base.tar.part" "$folder/base.tar"
        rm -rf --one-file-system "$folder/base"
    fi
    rm -rf --one-file-system "$tree"
    mkdir -p "$tree"
    tar -C "$tree" -xf "$folder/base.tar"
    cp /etc/resolv.conf "$tree/etc/resolv.conf"
    printf 'deb %s bookworm main\ndeb %s bookworm-updates main\n' "$mirror" "$mirror" >"$tree/etc/apt/sources.list"
}

# With an ordinary user.
make_tree() {
    unpack_tree "$(dpkg --print-architecture)"
    mount_system
    chroot "$tree" useradd --create-home --shell /bin/bash "$user"
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
    mkdir -m 1777 "$tree/tmp/.X11-unix"
    mount_devices
}

# apart <script> <argument…>: starts the script again in namespaces of its own, where it was not: all mounts live there
# and go with it, and so does whatever still runs.
apart() {
    if [[ -z ${PERIPHERAL_APART-} ]]; then
        PERIPHERAL_APART=1 exec unshare --mount --pid --fork --kill-child "$@"
    fi
    mkdir -p "$log"
}
