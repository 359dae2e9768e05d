#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# prefix_check.sh SOURCES: ./dev install into a folder that others use, twice, and ./dev uninstall: what is left is what
# was there.
set -euo pipefail

readonly sources=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix
mkdir -p "$prefix/bin" "$prefix/share/applications" "$folder/home"
echo other >"$prefix/bin/other"
echo "kept by the user" >"$folder/note"
state() { (cd "$prefix" && find . -printf '%y %p %s\n' | sort); }

before=$(state)
export HOME=$folder/home XDG_DATA_HOME=$folder/home/data XDG_DATA_DIRS=$prefix/share
"$sources/dev" install "$prefix"
"$prefix/bin/peripheral-cli" --version
cp "$folder/note" "$prefix/share/peripheral/note"
rm "$prefix/share/peripheral/models/plm-nano.gguf"
"$sources/dev" install "$prefix"
[[ -f $prefix/share/peripheral/models/plm-nano.gguf ]]
"$sources/dev" uninstall "$prefix"

cmp "$folder/note" "$prefix/share/peripheral/note"
rm "$prefix/share/peripheral/note"
rmdir "$prefix/share/peripheral"
rm -rf "$prefix/share/mime" "$prefix/share/applications/mimeinfo.cache" # the desktop's own, which it writes when asked
diff <(echo "$before") <(state)
if "$sources/dev" uninstall "$prefix" 2>"$folder/said"; then exit 1; fi # nothing is there any more
grep -q "put nothing into" "$folder/said"
