# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_schema.py PERIPHERAL-CLI SCHEMA: what `bench --json` prints, in all its ways, is what the schema says.

python_check.sh runs it, which skips it where python3-jsonschema is absent.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

PEER = """#!/bin/sh
echo '[{"build_commit": "abc", "n_prompt": 8, "n_gen": 0, "n_depth": 0, "flash_attn": true, "samples_ts": [10.0, 20.0]}]'
"""


def main(cli: str, schema_file: str):
    validator = jsonschema.Draft7Validator(json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)

    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder, "text.txt")
        text.write_text("The fox is quick. " * 40, encoding="utf-8")
        peer = pathlib.Path(folder, "llama-bench")
        peer.write_text(PEER, encoding="utf-8")
        peer.chmod(0o755)
        for options in (
            ["-p", "8", "-n", "4", "-d", "0,16", "-r", "2"],
            ["-p", "0", "-n", "4", "-r", "1", "--executor", "reference", "--kv", "q8"],
            ["-p", "8", "-n", "0", "-r", "2", "--peer", str(peer)],
            ["-p", "0", "-n", "20", "-r", "1", "--text", str(text), "--draft"],
            ["--restore", "16", "-r", "1"],
        ):
            printed = subprocess.run([cli, "bench", "--json", *options], check=True, capture_output=True).stdout
            results = json.loads(printed)
            for error in validator.iter_errors(results):
                sys.exit(f"bench {' '.join(options)}: {list(error.absolute_path)}: {error.message}")

    # A schema that lets everything pass would prove nothing.
    for key, wrong in (("n_threads", "2"), ("model_sha256", "x"), ("samples_ts", []), ("not_described", 1)):
        broken = copy.deepcopy(results)
        broken[0][key] = wrong
        if validator.is_valid(broken):
            sys.exit(f"The schema accepts {key} = {wrong!r}.")
    del results[0]["n_threads"]
    if validator.is_valid(results):
        sys.exit("The schema does not miss n_threads.")
    print("Everything that bench prints is described.")


main(*sys.argv[1:])
