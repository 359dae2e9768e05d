#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# python_check.sh MODULE CHECK.py ARGUMENT...: runs a check with a Python that has the module, Debian's first. Where none
# has it, it says so and ends with 77.
module=$1
shift
for python in /usr/bin/python3 python3; do
    "$python" -c "import $module" 2>/dev/null && exec "$python" "$@"
done
echo "Skipped: the check needs python3 with the module $module."
exit 77
