#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# steady_command.sh COMMAND…: runs a command of the build so that it writes the same each time.

# rcc writes how old the files are: one age for all.
export QT_RCC_SOURCE_DATE_OVERRIDE=1
program=$1
"$@" || exit

# qmlcachegen declares the variables of a function in the order of their types' addresses: sorted instead.
case $program in
*/qmlcachegen) ;;
*) exit 0 ;;
esac
while [ $# -gt 1 ] && [ "$1" != -o ]; do shift; done
[ "$1" = -o ] || exit 0
awk '
/^[A-Za-z_][A-Za-z0-9_:<>,* ]* \*?r[0-9]+_[0-9]+;$/ { lines[++count] = $0; next }
{ flush_lines(); print }
END { flush_lines() }
function flush_lines(   i, j, line) {
    for (i = 2; i <= count; ++i) {
        line = lines[i]
        for (j = i - 1; j > 0 && lines[j] > line; --j) lines[j + 1] = lines[j]
        lines[j + 1] = line
    }
    for (i = 1; i <= count; ++i) print lines[i]
    count = 0
}' "$2" >"$2.steady" && mv "$2.steady" "$2"
