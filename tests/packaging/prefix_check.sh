#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# prefix_check.sh SOURCES: ./dev install into a folder that others use, twice, and ./dev uninstall: what is left is what
# was there. Programs lie elsewhere in it, by a link, as some people have it.
set -euo pipefail

readonly sources=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix
mkdir -p "$prefix/share/applications" "$folder/programs" "$folder/home"
ln -s "$folder/programs" "$prefix/bin"
echo other >"$prefix/bin/other"
echo "kept by the user" >"$folder/note"
state() { (cd "$prefix" && find . -printf '%y %p %s\n' | sort); }

before=$(state)
export HOME=$folder/home XDG_DATA_HOME=$folder/home/data XDG_DATA_DIRS=$prefix/share
(umask 077 && "$sources/dev" install "$prefix")
[[ -L $prefix/bin && $(stat -c %a "$prefix/bin/peripheral-cli" "$prefix/share/peripheral" | xargs) = '755 755' ]]
"$prefix/bin/peripheral-cli" generate --prompt 'What is the capital of Japan?' --temp 0 2>&1 | grep Tokyo
cp "$folder/note" "$prefix/share/peripheral/note"
rm "$prefix/share/peripheral/models/plm-nano.gguf"
"$sources/dev" install "$prefix"
[[ -f $prefix/share/peripheral/models/plm-nano.gguf ]]
"$sources/dev" uninstall "$prefix"

cmp "$folder/note" "$prefix/share/peripheral/note"
rm "$prefix/share/peripheral/note"
rmdir "$prefix/share/peripheral"
if grep -rl peripheral "$prefix/share"; then exit 1; fi
rm -rf "$prefix/share/mime" "$prefix/share/applications/mimeinfo.cache" # the desktop's own, which it writes when asked
diff <(echo "$before") <(state)
[[ $(ls "$folder/programs") = other ]]
if "$sources/dev" uninstall "$prefix" 2>"$folder/said"; then exit 1; fi # nothing is there any more
grep -q "put nothing into" "$folder/said"
