# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""manifest_check.py SOURCES: what can be told of the Flatpak manifest without building it: what the sandbox allows,
whether its sources are pinned, and whether it keeps up with packages, options and files of the project.

python_check.sh runs it, which skips it where python3-yaml is absent."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

sources = pathlib.Path(sys.argv[1]).resolve()
manifest_file = sources / "packaging/flatpak/org.peripheral.Chat.yml"
manifest = yaml.safe_load(manifest_file.read_text(encoding="utf-8"))
*libraries, program = manifest["modules"]
failures = []

# What the program may have, and nothing else: no network, no folder, no bus.
ALLOWED = {"--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"}

# Where each package that a build on Debian needs comes from; None: from the runtime and its Sdk.
PACKAGES = {
    "cmake": None, "g++": None, "libqrencode-dev": None, "librsvg2-bin": None, "libsqlite3-dev": None, "libxcb1-dev": None,
    "ninja-build": None, "pkg-config": None, "python3": None, "qt6-base-dev": None, "qt6-declarative-dev": None, "qt6-l10n-tools": None,
    "qt6-svg-dev": None,
    "glslc": "glslc", "libcli11-dev": "cli11", "libexpected-dev": "tl-expected", "libfmt-dev": "fmt",
    "libsodium-dev": "libsodium", "libutf8proc-dev": "utf8proc", "libvulkan-volk-dev": "volk", "nlohmann-json3-dev": "nlohmann-json",
}
LEFT_OUT = {"libgmock-dev", "libgtest-dev", "libopenblas-pthread-dev", "qml6-module-qtquick-virtualkeyboard",
            "qt6-speech-dev"}


def expect(true, complaint):
    if not true:
        failures.append(complaint)


def expect_same(what, found, expected):
    expect(set(found) == set(expected), f"{what}: missing {sorted(set(expected) - set(found))}, "
                                        f"unknown {sorted(set(found) - set(expected))}")


def build_packages():
    listed = (sources / "packaging/debian-packages.txt").read_text(encoding="utf-8")
    section = re.search(r"^\[build\]\n(.*?)^\[", listed, re.MULTILINE | re.DOTALL).group(1)
    return set(re.findall(r"^[^#\s].*$", section, re.MULTILINE))


def cmake_options():
    names = set()
    for pattern in ("CMakeLists.txt", "*.cmake"):
        for file in sources.rglob(pattern):
            if "build" not in file.relative_to(sources).parts:
                names |= set(re.findall(r"\b(?:option|set)\((PERIPHERAL_\w+)", file.read_text(encoding="utf-8")))
    return names


def check_sandbox():
    expect_same("finish-args", manifest["finish-args"], ALLOWED)
    for module in [manifest, *manifest["modules"]]:
        asked = module.get("build-options", {}).get("build-args", [])
        expect("--share=network" not in asked, f"{module.get('name', 'the whole')} is built with a network")


def check_names():
    desktop = f"{manifest['id']}.desktop"
    expect(manifest_file.stem == manifest["id"], "the manifest is not named after the program's id")
    expect((sources / "packaging" / desktop).is_file(), f"there is no {desktop}")
    metainfo = (sources / "packaging" / f"{manifest['id']}.metainfo.xml.in").read_text(encoding="utf-8")
    expect(f"<id>{manifest['id']}</id>" in metainfo, "the metainfo has another id")
    installed = (sources / "tests/packaging/contents/peripheral.txt").read_text(encoding="utf-8").split()
    expect(f"/usr/bin/{manifest['command']}" in installed, f"nothing installs {manifest['command']}")


def check_pinned(module):
    for source in module["sources"]:
        url, checksum = source.get("url", ""), source.get("sha256", "")
        expect(url.startswith("https://") and re.fullmatch("[0-9a-f]{64}", checksum),
               f"{module['name']}: {url or source} is not pinned")


def check_program():
    expect(program["buildsystem"] == "cmake-ninja", "the program is installed by other rules than CMake's")
    expect([source["type"] for source in program["sources"]] == ["dir"] and
           (manifest_file.parent / program["sources"][0]["path"]).resolve() == sources.resolve(),
           "the program is not built of this checkout")
    known = cmake_options()
    for option in program["config-opts"]:
        name = option.removeprefix("-D").split("=")[0]
        expect(name.startswith("CMAKE_") or name in known, f"{option}: CMake knows no such option")


def check_packages():
    expect_same("packages to build", build_packages(), set(PACKAGES) | LEFT_OUT)
    expect_same("modules", [module["name"] for module in libraries], {name for name in PACKAGES.values() if name})


def check_by_flatpak_builder():
    """It tells on standard error what it does not know, and keeps a folder where it runs."""
    if not shutil.which("flatpak-builder"):
        print("not looked at, for want of flatpak-builder: --show-manifest")
        return
    with tempfile.TemporaryDirectory() as folder:
        shown = subprocess.run(["flatpak-builder", "--show-manifest", manifest_file], capture_output=True, text=True,
                               check=False, cwd=folder)
    expect(shown.returncode == 0 and not shown.stderr, f"flatpak-builder --show-manifest: {shown.stderr.strip()}")


check_sandbox()
check_names()
for library in libraries:
    check_pinned(library)
check_program()
check_packages()
check_by_flatpak_builder()
print(f"{len(libraries)} libraries and the program, {sum(len(one['sources']) for one in libraries)} pinned archives")
for failure in failures:
    print(f"FAIL: {failure}")
sys.exit(bool(failures))
