# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may know whom. The rule that the build and the tests of this folder are held to (docs/architecture.md)."""

import dataclasses
import pathlib
import re

CORE = ("app/chat", "app/compare", "app/device", "app/fit", "app/gpu", "app/models", "app/permissions", "app/profiling",
        "app/race", "app/settings")


@dataclasses.dataclass(frozen=True)
class Layer:
    """A folder, the folders whose headers it may include beside its own, and what else it may know."""

    folder: str
    uses: tuple = ()
    public_engine: bool = True  # <plm/...>
    qt: bool = False
    sqlite: bool = False
    store: bool = False  # speaks SQL, by app/storage's headers


FILES = ("engine/files", "engine/hash")  # reading and writing, with sums
GGUF = (*FILES, "engine/gguf", "engine/quant")
MODEL = (*GGUF, "engine/text", "engine/model")

LAYERS = (
    Layer("engine/include"),
    Layer("engine/hash"),
    Layer("engine/files", uses=("engine/hash",)),
    Layer("engine/json"),
    Layer("engine/quant"),
    Layer("engine/gguf", uses=(*FILES, "engine/quant")),
    Layer("engine/text", uses=GGUF),
    Layer("engine/model", uses=(*GGUF, "engine/text")),
    Layer("engine/reference", uses=MODEL),
    Layer("engine/threads"),
    Layer("engine/forward", uses=MODEL),
    Layer("engine/cpu", uses=(*MODEL, "engine/forward", "engine/threads")),
    Layer("engine/openblas", uses=(*MODEL, "engine/forward", "engine/threads")),
    Layer("engine/vulkan", uses=(*MODEL, "engine/cpu", "engine/forward", "engine/threads")),
    Layer("engine/saved", uses=MODEL),
    Layer("engine/generate", uses=(*MODEL, "engine/cpu", "engine/forward", "engine/openblas", "engine/reference",
                                   "engine/saved", "engine/threads", "engine/vulkan")),
    Layer("engine/gpu", uses=(*MODEL, "engine/cpu", "engine/forward", "engine/json", "engine/threads", "engine/vulkan")),
    Layer("engine/synthesize", uses=MODEL),
    Layer("engine/convert", uses=(*MODEL, "engine/json")),
    Layer("engine/quantise", uses=(*MODEL, "engine/threads")),
    Layer("engine/device"),
    Layer("engine/measure"),  # as a program knows the engine
    Layer("engine/profiles", uses=(*FILES, "engine/json")),
    Layer("app/builtin", public_engine=False),
    Layer("app/manual", public_engine=False),
    Layer("app/streams", public_engine=False),
    Layer("app/version", public_engine=False),
    Layer("app/cli", uses=("app/builtin", "app/manual", "app/streams", "app/version")),
    Layer("app/remote", public_engine=False, qt=True),
    Layer("app/storage", uses=("app/remote",), public_engine=False, qt=True, sqlite=True, store=True),
    Layer("app/history", uses=("app/remote", "app/storage"), public_engine=False, qt=True, store=True),
    Layer("app/profiles", uses=("app/remote", "app/storage"), qt=True, store=True),
    Layer("app/measuring"),
    Layer("app/markdown", public_engine=False, qt=True),
    Layer("app/charts", public_engine=False, qt=True),
    Layer("app/worker", uses=("app/remote",), qt=True),
    Layer("app/instance", public_engine=False, qt=True),
    Layer("app/kiosk", public_engine=False),
    *(Layer(folder, uses=(*CORE, "app/builtin", "app/charts", "app/history", "app/markdown", "app/measuring",
                                "app/profiles", "app/remote", "app/storage", "app/worker"), qt=True) for folder in CORE),
    Layer("app/visit", uses=(*CORE, "app/charts", "app/history", "app/kiosk", "app/markdown", "app/measuring",
                             "app/profiles", "app/remote", "app/storage", "app/worker"), qt=True),
    Layer("qml/style", uses=("app/charts",), public_engine=False, qt=True),
    Layer("app/application", uses=(*CORE, "app/builtin", "app/charts", "app/history", "app/instance", "app/kiosk",
                                    "app/manual", "app/markdown", "app/measuring", "app/profiles", "app/remote",
                                    "app/storage", "app/version", "app/visit", "app/worker"), qt=True),
)


@dataclasses.dataclass(frozen=True)
class QmlModule:
    """A folder of qml/, its name for imports, and the modules that its files may import beside Qt's and itself."""

    folder: str
    uri: str
    uses: tuple = ()
    target: str = ""  # of CMake, where it is not named after the folder


CORE_URI = "Peripheral.Core"    # the types of C++
VISIT_URI = "Peripheral.Visit"  # those of a kiosk

QML_MODULES = (
    QmlModule("style", "Peripheral.Style"),
    QmlModule("chat", "Peripheral.Chat", uses=(CORE_URI, "Peripheral.Style")),
    QmlModule("device", "Peripheral.Device", uses=(CORE_URI, "Peripheral.Style")),
    QmlModule("pages", "Peripheral.Pages", uses=(CORE_URI, "Peripheral.Style", "Peripheral.Device")),
    QmlModule("keyboard", "Peripheral.Keyboard", uses=("Peripheral.Style",)),
    QmlModule("kiosk", "Peripheral.Kiosk",
              uses=(CORE_URI, VISIT_URI, "Peripheral.Style", "Peripheral.Chat", "Peripheral.Device"),
              target="peripheral_kiosk_window"),
    QmlModule("desktop", "Peripheral.Desktop",
              uses=(CORE_URI, "Peripheral.Style", "Peripheral.Chat", "Peripheral.Device", "Peripheral.Pages")),
)

# What of app/storage speaks SQL. The rest, folder, thread and failures, is for all that stands above the stores, too.
SQL_HEADERS = tuple(f"storage/{name}.h" for name in ("database", "schema", "statement"))

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
QT_HEADER = re.compile(r"^(Qt?[A-Z]\w*(/\w+)?|qt\w*/.*|q\w+\.h)$")


def sources(root: pathlib.Path, folder: str):
    """C++ files below `folder`, in order."""
    return sorted(path for path in (root / folder).rglob("*") if path.suffix in (".cpp", ".h"))


def layer_of_header(root: pathlib.Path, name: str):
    """The layer that a header included as "folder/file.h" belongs to, or None where it is not the project's."""
    for layer in LAYERS:
        base = root / layer.folder
        if layer.folder == "engine/include":
            if (base / name).is_file():
                return layer
        elif name.split("/")[0] == base.name and (base.parent / name).is_file():
            return layer
    return None


def fault(root: pathlib.Path, layer: Layer, name: str):
    """Why `layer` may not include `name`; None where it may."""
    if name == "sqlite3.h":
        return None if layer.sqlite else "only app/storage knows SQLite"
    if QT_HEADER.match(name):
        return None if layer.qt else "this layer knows nothing of Qt"
    if name in SQL_HEADERS and not layer.store:
        return "only stores speak SQL"
    owner = layer_of_header(root, name)
    if owner is None or owner == layer:
        return None
    if owner.folder == "engine/include":
        return None if layer.public_engine else "this layer knows nothing of the engine"
    return None if owner.folder in layer.uses else f"{layer.folder} may not know {owner.folder}"
