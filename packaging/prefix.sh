# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev install and ./dev uninstall, which read this: into a prefix without packages, and out of it again. What is used here
# and stands in ./dev: $root, say, die, find_root_command, ensure, build.

# What ./dev install wrote below a prefix, a path a line; folders that were not there before end with a slash.
readonly installed_list=share/peripheral/installed

# become_for <prefix>: the command that makes one root where the prefix is not ours to write in; else nothing.
become_for() {
    local there=$1
    while [[ ! -e $there ]]; do there=$(dirname "$there"); done
    [[ -w $there ]] || find_root_command || die "$1 is not yours to write in, and root cannot be had from here"
}

# list_new <staged> <prefix>: the paths below <staged>, as $installed_list has them.
list_new() {
    (cd "$1" && find . -mindepth 1 -printf '%y %P\n') | while read -r kind path; do
        if [[ $kind != d ]]; then
            echo "$path"
        elif [[ ! -d $2/$path ]]; then
            echo "$path/"
        fi
    done
}

# looked_for_in <folder>: whether a desktop looks for what is shared there.
looked_for_in() {
    local -a folders
    local folder
    IFS=: read -r -a folders <<<"${XDG_DATA_HOME:-$HOME/.local/share}:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
    for folder in "${folders[@]}"; do
        [[ $(realpath -m "$folder") != "$(realpath -m "$1")" ]] || return 0
    done
    return 1
}

# as <become> <command…>: by what become_for says.
as() { if [[ -n $1 ]]; then "$@"; else "${@:2}"; fi; }

# tell_desktop <prefix> <become>: where a desktop looks below the prefix, it is told to look again.
tell_desktop() {
    local share=$1/share
    looked_for_in "$share" || return 0
    [[ ! -d $share/mime/packages ]] || as "$2" update-mime-database "$share/mime" || true
    [[ ! -d $share/applications ]] || as "$2" update-desktop-database "$share/applications" || true
}

# Files first; then folders, those inside others first, where nothing is left in them.
command_uninstall() {
    local prefix become folder
    local -a files folders
    prefix=$(realpath -m "${1:?from which prefix?}")
    [[ -f $prefix/$installed_list ]] || die "$prefix/$installed_list is not there: ./dev install put nothing into $prefix"
    ! grep -qE '^/|(^|/)\.\.(/|$)' "$prefix/$installed_list" || die "$prefix/$installed_list names what lies elsewhere"
    become=$(become_for "$prefix")
    mapfile -t files < <(grep -v '/$' "$prefix/$installed_list")
    mapfile -t folders < <(grep '/$' "$prefix/$installed_list" | LC_ALL=C sort -r)
    as "$become" rm -f -- "${files[@]/#/$prefix/}"
    tell_desktop "$prefix" "$become"
    for folder in "${folders[@]}"; do
        [[ ! -d $prefix/$folder ]] || as "$become" rmdir --ignore-fail-on-non-empty -- "$prefix/$folder"
    done
}

# stage <folder> <prefix>: what is to be installed, below <folder>, with its list. Folders that an earlier installation made
# and left, because something else was in them, are still its own.
stage() {
    DESTDIR=$1 cmake --install "${root:?}/build/release" --strip --prefix "$2" >/dev/null
    touch "$1$2/$installed_list"
    {
        list_new "$1$2" "$2"
        [[ ! -f $2/$installed_list ]] || grep '/$' "$2/$installed_list" || true
    } | LC_ALL=C sort -u >"$1/list"
    mv "$1/list" "$1$2/$installed_list"
}

command_install() {
    local prefix staged become
    prefix=$(realpath -m "${1:?into which prefix, for instance ~/.local or /usr/local?}")
    ensure build run recommends-window
    build release installable
    umask 022 # others may use it
    become=$(become_for "$prefix")
    staged=$(mktemp -d)
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$staged'" EXIT
    stage "$staged" "$prefix"
    [[ ! -f $prefix/$installed_list ]] || command_uninstall "$prefix"
    as "$become" mkdir -p "$prefix"
    # Unlike cp, tar goes through folders of the prefix that are links to others.
    tar -C "$staged$prefix" -c . |
        as "$become" tar -C "$prefix" -x --keep-directory-symlink --no-same-owner --no-overwrite-dir
    tell_desktop "$prefix" "$become"
    say "Installed in $prefix; ./dev uninstall $prefix takes it away."
    [[ $(command -v peripheral) -ef $prefix/bin/peripheral ]] ||
        say "Your shell does not look in $prefix/bin yet: desktops open files in the window when it does."
}
