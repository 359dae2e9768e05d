#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# built_in_model_check.sh FOLDER PERIPHERAL_CLI MODEL: whether MODEL, the built-in one, is byte by byte what its recipe
# (resources/models/README.md) makes of the seed in $PERIPHERAL_SHARED, else in FOLDER. Ends with 77 without a seed.
seed=${PERIPHERAL_SHARED:-$1}/models/plm-nano-seed-F16.gguf
[ -f "$seed" ] || {
    echo "Skipped: there is no $seed."
    exit 77
}
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$2" quantize --in "$seed" --out "$folder/made.gguf" --type Q8_0 && cmp "$folder/made.gguf" "$3"
