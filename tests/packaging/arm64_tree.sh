#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# arm64_tree.sh PACKAGES FOLDER: proves that the packages for arm64 install on a bare Debian 12 for arm64, by its own apt,
# and run there. As root, with debootstrap and qemu-user-static; `./dev package --arch arm64 --check [FOLDER]` calls it.
#
# Makes a minimal Debian tree in FOLDER (again from a kept archive where there is one) and, in this order,
#   1. looks at what is in the packages;
#   2. compares peripheral-data with the one in build/packages, where that is of the same commit;
#   3. installs peripheral-cli in the tree, with what it depends on: nothing of Qt may come with it;
#   4. asks it the first suggestion, with the kernels of a Raspberry Pi 4 (cortex-a72) and those of a 5 (cortex-a76);
#   5. installs peripheral likewise, and lets it paint its first window, offscreen.
# Prints one line a step.
#
# Of arm64 and real are the tree, apt and dpkg, the packages' scripts and all libraries. Imitated is the processor, by
# qemu, for each program by itself: they run on this machine's kernel. There is no screen, no GPU, and none of what the
# packages recommend; how long it takes tells nothing of a board.
#
# Linux runs programs of arm64 by qemu where it was told to (binfmt_misc): since 6.7 a user namespace can be told, and
# that is done, for nobody else on the machine. An older one must have been told as a whole, as the package binfmt-support
# does it.
set -euo pipefail

packages=$(realpath "${1:?where are the packages?}")
folder=$(realpath -m "${2:?where may the tree be made?}")
sources=$(realpath "$(dirname "$0")/../..")
readonly packages folder sources
# shellcheck source=tests/packaging/debian_tree.sh
. "$sources/tests/packaging/debian_tree.sh"

# inside <command…>: runs it in the tree, with nothing of this machine's environment, on the kind of processor that
# $processor names.
inside() {
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        QT_QPA_PLATFORM=offscreen QEMU_CPU="${processor:-max}" chroot "$tree" "$@"
}

let_arm64_run() {
    mkdir -p "$folder/binfmt"
    if mount -t binfmt_misc binfmt_misc "$folder/binfmt"; then
        cat /usr/lib/binfmt.d/qemu-aarch64.conf >"$folder/binfmt/register"
    fi
    /lib/ld-linux-aarch64.so.1 --version || {
        echo "Programs of arm64 do not run here: Linux is older than 6.7, and binfmt-support is not installed."
        return 1
    }
}

mount_system() {
    local device
    mount -t proc proc "$tree/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$tree/tmp"
    mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
    for device in null zero full random urandom; do
        touch "$tree/dev/$device"
        mount --bind "/dev/$device" "$tree/dev/$device"
    done
    ln -s /proc/self/fd "$tree/dev/fd"
    mkdir -m 1777 "$tree/dev/shm"
}

prepare() {
    let_arm64_run
    # lxc: where nobody can make devices, as in a user namespace.
    container=lxc unpack_tree arm64
    mkdir "$tree/packages"
    cp "$packages"/*.deb "$tree/packages"
    mount_system
    [[ $(inside dpkg --print-architecture) = arm64 ]]
    inside apt-get -q update
}

# The times of files are those of the commit.
times() { dpkg-deb --fsys-tarfile "$1" | tar -tv --full-time | awk '{ print $4, $5 }' | sort -u; }

compare_data() {
    local own other
    own=$(echo "$packages"/peripheral-data_*_all.deb)
    other=$sources/build/packages/${own##*/}
    if [[ -f $other && $(times "$own") = "$(times "$other")" ]]; then
        check 'peripheral-data equals that in build/packages' data.txt cmp "$own" "$other"
    else
        echo 'NOT COMPARED: build/packages holds no peripheral-data of this commit; ./dev package makes it'
    fi
}

# apt_install <package…>: with the model, which belongs to both programs, and what they depend on.
apt_install() {
    inside sh -c "apt-get -q -y --no-install-recommends install /packages/peripheral-data_*.deb $*"
    inside apt-get -q check
}

install_terminal() {
    apt_install '/packages/peripheral-cli_*.deb'
    ! inside dpkg-query -W | grep -E '^[^[:space:]]*(qt|qml)' # name and version
}

# answers <processor> <kernels>: the first of the window's suggestions gets the answer that it must.
answers() {
    local processor=$1 question word answer
    { read -r question && read -r word; } < <(
        sed -nE 's/^ *\{"(.*)", "(.*)"\},$/\1\n\2/p' "$sources/app/builtin/builtin_model.cpp")
    inside peripheral-cli profile | grep -E "^Kernels +$2 \("
    answer=$(inside peripheral-cli generate --temp 0 --prompt "$question")
    echo "$question $answer"
    [[ $answer = *"$word"* ]]
}

install_window() { apt_install '/packages/peripheral_*.deb'; }

window() { inside timeout 300 peripheral --first-frame-exit; }

main() {
    check 'the packages hold what they should' contents.txt "$sources/tests/packaging/contents_check.sh" "$sources" "$packages"
    compare_data
    check 'a bare Debian 12 for arm64' prepare.txt prepare
    check 'apt installs peripheral-cli, without Qt' terminal.txt install_terminal
    check 'it answers the first suggestion as a cortex-a72' cortex-a72.txt answers cortex-a72 NEON
    check 'it answers the first suggestion as a cortex-a76' cortex-a76.txt answers cortex-a76 NEON-dotprod
    check 'apt installs peripheral' window-installed.txt install_window
    check 'it paints its first window' window.txt window
}

# Again in namespaces of its own, with which all mounts go, and whatever still runs. To the user namespace, root is who
# it is here; only from outside it can be told so.
enter() {
    exec 3>&1
    coproc { exec unshare --user --mount --pid --fork --kill-child bash -c 'echo; read -r; exec "$@" <&- >&3' - "$@"; }
    read -r <&"${COPROC[0]}"
    echo '0 0 4294967295' >"/proc/$COPROC_PID/uid_map"
    echo '0 0 4294967295' >"/proc/$COPROC_PID/gid_map"
    echo >&"${COPROC[1]}"
    wait "$COPROC_PID"
}

if [[ -z ${ARM64_TREE_INSIDE-} ]]; then
    mkdir -p "$log"
    ARM64_TREE_INSIDE=1 enter "$0" "$packages" "$folder"
    exit
fi
main
