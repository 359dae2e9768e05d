# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""profile_schema.py PRINT-PROFILES SCHEMA: documents of profiles are what the schema says, and all that it says.

python_check.sh runs it, which skips it where python3-jsonschema is absent.
"""

import copy
import json
import pathlib
import subprocess
import sys

import jsonschema


def leaves(value, place=()):
    """The places of all values of a document that are neither objects nor lists of them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*place, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from leaves(value[0], (*place, 0))
    else:
        yield place


def changed(document, place, value):
    document = copy.deepcopy(document)
    inner = document
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return document


def main(program: str, schema_file: str):
    validator = jsonschema.Draft7Validator(json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8")))
    validator.check_schema(validator.schema)
    documents = json.loads(subprocess.run([program], check=True, capture_output=True).stdout)
    for document in documents:
        for error in validator.iter_errors(document):
            sys.exit(f"{document['name']}: {list(error.absolute_path)}: {error.message}")

    # A schema that lets everything pass would prove nothing: no value may be of another type, or missing.
    full = documents[0]
    for place in leaves(full):
        if validator.is_valid(changed(full, place, {"another": "type"})):
            sys.exit(f"The schema accepts an object at {place}.")
    for key in full:
        if validator.is_valid({name: value for name, value in full.items() if name != key}):
            sys.exit(f"The schema does not miss {key}.")
    for place, wrong in (
        (("tests", 0, "tokens"), 0),
        (("tests", 0, "kind"), "song"),
        (("tests", 0, "seconds"), [0]),
        (("tests", 0, "active_by_layer"), [1.5]),
        (("model", "sha256"), "x"),
        (("machine", "gpus"), [{"name": "x"}]),
        (("not_described",), 1),
    ):
        if validator.is_valid(changed(full, place, wrong)):
            sys.exit(f"The schema accepts {wrong!r} at {place}.")
    print("Everything in a profile is described.")


main(*sys.argv[1:])
