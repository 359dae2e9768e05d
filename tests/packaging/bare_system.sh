#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bare_system.sh PACKAGES FOLDER: proves on a bare Debian 12, made in FOLDER, that the .debs in PACKAGES install by apt
# alone, run, update and go again. ./dev package --check calls it. As root, with debootstrap, dpkg-deb, lintian and sqlite3.
# Prints a line a step; pictures of what was seen are in FOLDER/pictures, what was said in FOLDER/log.
set -euo pipefail

packages=$(realpath "${1:?where are the packages?}")
folder=$(realpath -m "${2:?where may the tree be made?}")
sources=$(realpath "$(dirname "$0")/../..")
readonly folder packages sources
# shellcheck source=tests/packaging/debian_tree.sh
. "$sources/tests/packaging/debian_tree.sh"
readonly home=$tree/home/$user pictures=$folder/pictures
readonly data=$home/.local/share/peripheral
readonly question='What is the opposite of hot?' answer=cold

by_root() { inside root "$1"; }
by_user() { inside "$user" "export XDG_RUNTIME_DIR=/run/user/$user; $1"; }

# until_true <seconds> <command…>
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.2
    done
}

prepare() {
    make_tree
    mkdir -p "$tree/srv/new" "$tree/srv/old" "$tree/srv/kiosk"
    cp "$packages"/*.deb "$tree/srv/new"
    mv "$tree"/srv/new/peripheral-kiosk_*.deb "$tree/srv/kiosk"
    install -d -m 700 "$tree/run/user/$user"
    chroot "$tree" chown "$user:$user" "/run/user/$user"
    by_root 'apt-get -q update'
}

# --- what is installed ------------------------------------------------------------------------------------------

# brings <package…>: how many packages of Debian's apt would install with these, at least and as it does by itself.
brings() {
    local -a files=() counts=()
    local option package
    for package in "$@" peripheral-data; do files+=("$(cd "$tree" && echo srv/new/"$package"_*.deb)"); done
    for option in --no-install-recommends --install-recommends; do
        by_root "cd /; apt-get install --simulate $option ${files[*]/#/./}" >"$folder/simulated"
        counts+=("$(($(grep -c '^Inst' "$folder/simulated") - ${#files[@]}))")
    done
    printf '%s with its data: %d bytes, brings %d packages, with what is recommended %d\n' "$1" \
        "$(cd "$tree" && cat "${files[@]}" | wc -c)" "${counts[@]}"
}

terminal_alone() {
    brings peripheral-cli
    brings peripheral
    by_root "cd /srv/new; apt-get -q -y install ./peripheral-cli_*.deb ./peripheral-data_*.deb"
    ! by_root 'dpkg --get-selections' | grep -i -E 'qt|qml' || return
    by_user "echo '$question' | peripheral-cli chat" | tee -a /dev/stderr | grep -qi "$answer"
}

# --- from one version to the next -------------------------------------------------------------------------------

# The same packages, called version 0, and with a file that the next version does not have.
make_version_0() {
    local package unpacked=$folder/unpacked
    for package in "$tree"/srv/new/*.deb; do
        rm -rf "$unpacked"
        dpkg-deb -R "$package" "$unpacked"
        sed -i -E 's/^(Version: ).*/\10/; s/(peripheral-data \(= )[^)]*/\10/' "$unpacked/DEBIAN/control"
        touch "$unpacked/usr/share/doc/$(basename "${package%%_*}")/of-version-0"
        dpkg-deb --root-owner-group -b "$unpacked" "$tree/srv/old"
    done
    rm -rf "$unpacked"
}

# A history as the first migration made it, written by SQLite alone: branches, an answer that broke off, a conversation
# that was removed.
write_old_history() {
    install -d -m 700 "$data"
    {
        cat "$sources/app/history/migrations/0001_conversations.sql"
        cat <<'SQL'
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
INSERT INTO conversations (id, title, created_ms, updated_ms, deleted_ms) VALUES
    (1, 'Oldest', 1000, 9000, NULL), (2, 'Größe, 大小, 😀', 2000, 3000, NULL), (3, 'Removed', 3000, 3500, 4000);
INSERT INTO messages (id, conversation_id, parent_id, author, text, state, statistics, created_ms) VALUES
    (1, 1, NULL, 'user', 'Why?', 'complete', '', 1000),
    (2, 1, 1, 'assistant', 'Because.', 'complete', '{"tokens":2}', 1100),
    (3, 1, 1, 'assistant', 'Because of', 'stopped', '', 1200),
    (4, 2, NULL, 'user', 'Wie groß? 多大？', 'complete', '', 2000),
    (5, 2, 4, 'assistant', 'So', 'streaming', '', 2100),
    (6, 3, NULL, 'user', 'gone', 'complete', '', 3000);
INSERT INTO pieces (message_id, text) VALUES (5, ' gro'), (5, 'ß.');
UPDATE conversations SET leaf_id = CASE id WHEN 1 THEN 3 WHEN 2 THEN 5 ELSE 6 END;
WITH RECURSIVE number(n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM number WHERE n < 1009)
    INSERT INTO conversations (id, title, created_ms, updated_ms) SELECT n, 'Talk ' || n, n, n FROM number;
INSERT INTO messages (conversation_id, author, text, state, created_ms)
    SELECT id, 'user', 'Question ' || id, 'complete', id FROM conversations WHERE id >= 10;
SQL
    } | sqlite3 -bail "$data/history.db"
    chroot "$tree" chown -R "$user:$user" "/home/$user"
}

# What the history holds of the conversations that were there before, however it lies: a line a conversation or message.
# One that was removed need not be there any more.
told() {
    sqlite3 "$data/history.db" "
        CREATE TEMP VIEW old AS SELECT * FROM conversations WHERE id <= 1009 AND deleted_ms IS NULL;
        SELECT 'conversation', id, title, created_ms, updated_ms, leaf_id FROM old ORDER BY id;
        SELECT 'message', m.id, conversation_id, parent_id, author,
            text || ifnull((SELECT group_concat(p.text, '') FROM pieces p WHERE p.message_id = m.id), ''),
            CASE state WHEN 'streaming' THEN 'broken-off' ELSE state END, statistics, m.created_ms
            FROM messages m WHERE conversation_id IN (SELECT id FROM old) ORDER BY m.id"
}

history_is_whole() {
    local migrations=("$sources"/app/history/migrations/*.sql)
    diff "$folder/told-before" <(told)
    [[ $(sqlite3 "$data/history.db" 'PRAGMA integrity_check; PRAGMA user_version' | xargs) = "ok ${#migrations[@]}" ]]
}

old_version() {
    make_version_0
    by_root 'apt-get -q -y purge peripheral-cli peripheral-data'
    by_root 'cd /srv/old; apt-get -q -y install ./*.deb'
    write_old_history
    told >"$folder/told-before"
    grep -c . "$folder/told-before"
}

# The new version's first start also draws a picture of its window and answers in it.
updated() {
    by_root 'cd /srv/new; apt-get -q -y install ./*.deb'
    [[ -z $(find "$tree/usr" -name of-version-0) && -z $(by_root 'dpkg --verify peripheral peripheral-cli peripheral-data') ]]
    by_user "QT_QPA_PLATFORM=offscreen peripheral --send '$question' --picture ~/offscreen.png" 2>&1 | tee "$folder/warnings"
    [[ ! -s $folder/warnings ]]
    cp "$home/offscreen.png" "$pictures"
    sqlite3 "$data/history.db" 'SELECT text FROM messages ORDER BY id DESC LIMIT 1' | tee -a /dev/stderr | grep -qi "$answer"
    history_is_whole
}

# --- on a screen ------------------------------------------------------------------------------------------------

# What a desktop without a name brings, and one that opens files as GNOME does.
add_desktop() {
    by_root 'apt-get -q -y install --no-install-recommends xvfb openbox x11-utils scrot xdg-utils libfile-mimeinfo-perl \
        libglib2.0-bin desktop-file-utils'
    for name in one two; do cp "$tree/usr/share/peripheral/models/plm-nano.gguf" "$home/$name.gguf"; done
    cp "$home/one.gguf" "$home/named like nothing"
    chroot "$tree" chown -R "$user:$user" "/home/$user"
}

is_mapped() { by_user "xwininfo -root -tree" | grep '("peripheral" '; }
is_open() { grep -x "path=/home/$user/$1" "$data/settings.ini"; }
windows() { by_user "xprop -root _NET_CLIENT_LIST" | grep -o 0x | wc -l; }

# All that is started here ends with this step.
on_screen() {
    local display=:97 window
    by_user "exec Xvfb $display -noreset -screen 0 1280x800x24" &
    until_true 20 by_user "xprop -root"
    by_user 'exec openbox' &
    sleep 1
    by_user 'exec peripheral' &
    window=$!
    until_true 30 is_mapped
    sleep 2
    by_user 'scrot screen.png' && cp "$home/screen.png" "$pictures"

    by_user "xdg-mime query default application/x-gguf" | grep -x org.peripheral.Chat.desktop
    by_user "xdg-open ~/one.gguf"
    until_true 10 is_open one.gguf
    by_user "gio open ~/two.gguf"
    until_true 10 is_open two.gguf
    by_user "xdg-open ~/'named like nothing'" # known by what is in it
    until_true 10 is_open 'named like nothing'
    [[ $(windows) = 1 ]]
    sleep 1
    by_user 'scrot opened.png' && cp "$home/opened.png" "$pictures"

    by_root 'pkill -TERM -x peripheral'
    wait $window
    history_is_whole
}

# --- as a kiosk -------------------------------------------------------------------------------------------------

# Not enabled; its settings, in which the PIN's hash is, and its folder are for its user only.
kiosk_installed() {
    by_root 'cd /srv/kiosk; apt-get -q -y install ./*.deb'
    by_root 'systemd-analyze verify --man=no peripheral-kiosk.service peripheral-kiosk-linuxfb.service' >"$folder/verified" 2>&1
    cat "$folder/verified"
    [[ ! -s $folder/verified ]]
    [[ $(by_root 'stat -c "%U:%G %a" /etc/peripheral/kiosk.ini') = 'root:peripheral-kiosk 640' ]]
    [[ $(by_root 'stat -c "%U:%G %a" /var/lib/peripheral-kiosk') = 'peripheral-kiosk:peripheral-kiosk 700' ]]
    [[ -z $(find "$tree/etc/systemd" -name 'peripheral-kiosk*') ]]
    [[ -z $(by_root 'dpkg --verify peripheral-kiosk') ]]
}

kiosk_on_screen() {
    by_root 'apt-get -q -y install --no-install-recommends grim'
    "$sources/tests/kiosk/kiosk_screen.py" peripheral --root "$tree" --user peripheral-kiosk \
        --config /etc/peripheral/kiosk.ini --picture "$pictures/kiosk.png"
}

# What is there of the kiosk, beside what apt and dpkg remember.
find_kiosk() {
    (cd "$tree" && find . -xdev \( -path ./srv -o -path ./proc -o -path ./var/log -o -path ./var/cache/apt -o -path ./tmp \
        -o -path ./var/lib/dpkg \) -prune -o \( -name '*peripheral-kiosk*' -o -name kiosk.ini \) -print)
}

# Removed, the operator's settings are left; purged, nothing is.
kiosk_removed() {
    echo '# mine' >>"$tree/etc/peripheral/kiosk.ini"
    touch "$tree/var/lib/peripheral-kiosk/statistics.ini"
    by_root 'apt-get -q -y remove peripheral-kiosk'
    [[ $(find_kiosk | xargs) = ./etc/peripheral/kiosk.ini ]]
    grep -x '# mine' "$tree/etc/peripheral/kiosk.ini"
    by_root 'apt-get -q -y purge peripheral-kiosk'
    [[ ! -e $tree/etc/peripheral && -z $(find_kiosk) ]]
}

# --- away again -------------------------------------------------------------------------------------------------

# Apt and dpkg remember what they did; the user's files stay.
left_over() {
    (cd "$tree" && find . -xdev \( -path ./home -o -path ./srv -o -path ./proc -o -path ./var/log -o -path ./var/cache/apt \
        -o -path ./run \) -prune -o \( -iname '*peripheral*' -o -iname '*gguf*' \) ! -iname '*peripherals*' -print)
    grep -rli gguf "$tree/usr/share/mime" "$tree/usr/share/applications" "$tree/etc" || true
}

removed() {
    by_root 'apt-get -q -y purge peripheral peripheral-cli peripheral-data'
    [[ -z $(left_over | tee -a /dev/stderr) ]]
    history_is_whole
    is_open 'named like nothing'
}

main() {
    rm -rf "$pictures"
    mkdir -p "$pictures"
    check 'lintian' lintian.txt lintian --allow-root --fail-on error,warning "$packages"/*.deb
    check 'a bare Debian 12' tree.txt prepare
    check 'the terminal program alone brings no Qt and answers' terminal.txt terminal_alone
    grep brings "$log/terminal.txt"
    check 'version 0, with a history of the first migration' old.txt old_version
    check 'updated: every conversation is whole, the window answers and draws a picture' updated.txt updated
    check 'what a small desktop has' desktop.txt add_desktop
    check 'a window; files that are opened elsewhere arrive in it' screen.txt on_screen
    check 'the kiosk installs, its units are valid, and it is not enabled' kiosk.txt kiosk_installed
    check 'under a compositor without a screen it invites, as the only window' kiosk_screen.txt kiosk_on_screen
    check 'the kiosk goes and leaves the settings; purged, nothing' kiosk_removed.txt kiosk_removed
    check 'removed: nothing is left but what is the user'\''s' removed.txt removed
}

apart "$0" "$@"
main
