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
# Prints one line a step.
set -euo pipefail

folder=$(realpath -m "${1:?where may the tree be made?}")
repository=$(realpath "${2:-$(dirname "$0")/../..}")
shared=${3-}
readonly folder repository shared
# shellcheck source=tests/packaging/debian_tree.sh
. "$(dirname "$0")/debian_tree.sh"
readonly work=$tree/work/peripheral

# in_clone <user> <command>
in_clone() { inside "$1" "cd /work/peripheral; $2"; }

clone() {
    mkdir -p "$tree/work"
    git clone --quiet --branch "${BRANCH:-main}" "$repository" "$work"
    [[ -z $shared ]] || cp -r "$shared" "$tree/work/shared"
    chroot "$tree" chown -R "$user:$user" /work
}

without_sudo() {
    local output
    ! output=$(in_clone "$user" './dev run </dev/null' 2>&1) || return
    echo "$output"
    grep -q 'apt-get install --no-install-recommends .*qt6-declarative-dev' <<<"$output"
}

give_sudo() {
    chroot "$tree" sh -c "apt-get -q update && apt-get -q -y install --no-install-recommends sudo"
    echo "$user ALL=(ALL) NOPASSWD: ALL" >"$tree/etc/sudoers.d/$user"
    rm -rf "$tree"/var/lib/apt/lists/* # ./dev must see for itself that the lists are missing
}

terminal_chat() {
    in_clone "$user" 'printf "What is the opposite of hot?\n" | ./dev run' 2>&1 | tee -a /dev/stderr | grep -qi cold
}

all_tests() { in_clone root './dev test </dev/null'; }

window() {
    local display=:97 second
    chroot "$tree" Xvfb "$display" -noreset -screen 0 1280x800x24 &
    in_clone root './dev run --data-dir /tmp/data --startup-trace' >"$log/program.txt" 2>&1 &
    for ((second = 0; second < 60; ++second)); do
        grep 'first-frame' "$log/program.txt" && return
        sleep 1
    done
    cat "$log/program.txt"
    return 1
}

prepare() {
    make_tree
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

apart "$0" "$@"
main
