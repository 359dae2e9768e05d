#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# golden_check.sh FOLDER CHECK.py ARGUMENT...: runs a check of the golden data in $PERIPHERAL_SHARED, else in FOLDER, from
# within that folder. Where something that it needs is absent, it says so and ends with 77.
skip() {
    echo "Skipped: $1"
    exit 77
}
cd "${PERIPHERAL_SHARED:-$1}" 2>/dev/null || skip "there is no folder of golden data (\$PERIPHERAL_SHARED or $1)."
check=checks/$2
shift 2
[ -f "$check" ] || skip "the folder of golden data has no $check."
for python in /usr/bin/python3 python3; do
    "$python" -c 'import numpy' 2>/dev/null && exec "$python" "$check" "$@"
done
skip "the checks need python3 and numpy."
