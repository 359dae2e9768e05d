#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manual_check.py PROGRAM FOLDER: whether the manual page and the completions of PROGRAM in FOLDER know each command and
option that --help tells of, and no other, and whether those who read such files take them."""

import pathlib
import re
import shutil
import subprocess
import sys

program = pathlib.Path(sys.argv[1])
name = program.name
folder = pathlib.Path(sys.argv[2])
failures = []


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        failures.append(f"{' '.join(map(str, command))}: status {done.returncode}: {done.stderr}")
    return done


def expect_same(what, found, expected):
    if set(found) != set(expected):
        failures.append(f"{what}: missing {sorted(set(expected) - set(found))}, "
                        f"unknown {sorted(set(found) - set(expected))}")


def options_in(help_text):
    """The names at the beginnings of the lines that list options."""
    heads = re.findall(r"^  (-[\w-]*(?:, ?-[\w-]+)*)", help_text, re.MULTILINE)
    return {one for head in heads for one in re.split(r", ?", head)}


def helped():
    """Each command's options by its name; those of the program itself by "". """
    text = said(program, "--help").stdout
    known = {"": options_in(text)}
    for command in re.findall(r"^  ([a-z]+) ", text.partition("Subcommands:\n")[2], re.MULTILINE):
        known[command] = options_in(said(program, command, "--help").stdout)
    return known


def tool(which, *arguments):
    """Lets a program look at a file, where it is installed; it must have nothing to say."""
    if shutil.which(which) is None:
        print(f"not looked at, for want of {which}: {arguments[-1]}")
        return
    done = said(which, *arguments)
    if done.stderr or (which == "mandoc" and done.stdout):
        failures.append(f"{which}: {done.stderr}{done.stdout}")


def check_man(known):
    path = folder / f"{name}.man"
    text = path.read_text(encoding="utf-8").replace("\\-", "-")
    parts = re.split(r"^\.S[SH] (.*)$", text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2]))
    for command, options in known.items():
        terms = re.findall(r"^\.TP\n(.*)", sections[command or "OPTIONS"], re.MULTILINE)
        found = {option for term in terms for option in re.findall(r"\\fB(-[^\\]*)\\fR", term)}
        expect_same(f"{path.name}, {command or 'the program'}", found, options)
    version = said(program, "--version").stdout.split()[-1]
    if f'"Peripheral {version}"' not in text:
        failures.append(f"{path.name} is not of version {version}")
    tool("man", "--warnings", "--encoding=UTF-8", "--local-file", path)
    tool("mandoc", "-T", "lint", "-W", "warning", path)


def completed_in_bash(*words):
    """What bash would offer where the last of the words is being written."""
    function = "_" + name.replace("-", "_")
    script = (f"source {folder / (name + '.bash')}; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); {function}; "
              'printf "%s\\n" "${COMPREPLY[@]}"')
    return set(said("bash", "-euc", script, "bash", name, *words).stdout.split())


def check_bash(known):
    said("bash", "-n", folder / f"{name}.bash")
    for command, options in known.items():
        words = [command, "-"] if command else ["-"]
        expect_same(f"bash, {command or 'the program'}", completed_in_bash(*words), options)
    if len(known) > 1:
        expect_same("bash, commands", completed_in_bash("") - known[""], set(known) - {""})
        expect_same("bash, choices", completed_in_bash("chat", "--sparse", ""), {"on", "off"})
        expect_same("bash, a number", completed_in_bash("chat", "--threads", ""), set())


def check_fish(known):
    path = folder / f"{name}.fish"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for command, options in known.items():
        of_command = [line for line in lines if (f"seen_subcommand_from {command}'" in line if command
                                                 else "seen_subcommand_from" not in line)]
        found = {"-" + one for line in of_command for one in re.findall(r" -s (\w)", line)}
        found |= {"--" + one for line in of_command for one in re.findall(r" -l ([\w-]+)", line)}
        expect_same(f"fish, {command or 'the program'}", found, options)
        if command and f" -a {command} " not in text:
            failures.append(f"{path.name} knows no command {command}")
    tool("fish", "--no-execute", path)


def check_zsh(known):
    path = folder / f"{name}.zsh"
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"^        (\w+)\)$", text, flags=re.MULTILINE)
    sections = {"": parts[0], **dict(zip(parts[1::2], parts[2::2]))}
    for command, options in known.items():
        found = set()
        for names in re.findall(r"^ *'\*'(\{[^}]*\}|[\w-]+)'", sections[command], re.MULTILINE):
            found |= set(names.strip("{}").split(","))
        expect_same(f"zsh, {command or 'the program'}", found, options)
        if command and f"'{command}:" not in sections[""]:
            failures.append(f"{path.name} knows no command {command}")
    tool("zsh", "-n", path)


def main():
    known = helped()
    if not all(known.values()):
        failures.append(f"{name} --help lists no options")
    for check in (check_man, check_bash, check_fish, check_zsh):
        check(known)
    print("\n".join(failures))
    sys.exit(bool(failures))


main()
