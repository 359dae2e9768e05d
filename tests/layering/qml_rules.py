# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What breaks the walls between the modules of qml/, as its files read: imports, types and files of modules that
layers.py does not give to them."""

import re

import layers

IMPORT = re.compile(r"^\s*import\s+([\w.]+|\"[^\"]*\")", re.MULTILINE)
OF_QT = re.compile(r"^(QtQuick(\.(Controls(\.(Basic|impl))?|Dialogs(\.quickimpl)?|Layouts|Shapes|Templates|Window"
                   r"|VirtualKeyboard(\.(Settings|Styles))?))?"
                   r"|QtQml(\.Models)?|QtCore|Qt\.labs\.(folderlistmodel|qmlmodels))$")
STATELESS = ("Theme.qml", "Format.qml")  # values and pure functions: nothing that one page could change for another
SINGLETON = re.compile(r"^\s*pragma\s+Singleton\b", re.MULTILINE)
SIGNAL = re.compile(r"^\s*signal\s+(\w+)", re.MULTILINE)
STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
ELSEWHERE = re.compile(r"\.\./.*\.qml|^\"qrc:/qt/qml/")  # of strings: files outside of the file's own folder
NAME = re.compile(r"\b[A-Z]\w*\b")
QML_ELEMENT = re.compile(r"\bclass\s+(\w+)[^;{]*\{\s*Q_OBJECT\s+QML_ELEMENT\b")


def module_of(root, path):
    """The module that a file below qml/ belongs to; None where it belongs to none."""
    folder = path.relative_to(root / "qml").parts[0]
    return next((module for module in layers.QML_MODULES if module.folder == folder), None)


def owners(root):
    """type → name of the module that has it, of QML files and of C++."""
    types = {}
    for path in (root / "qml").rglob("*.qml"):
        module = module_of(root, path)
        if module:
            types[path.stem] = module.uri
    for module in layers.QML_MODULES:
        types |= {name: module.uri for name in cpp_types(root, f"qml/{module.folder}")}
    types |= {name: layers.CORE_URI for name in cpp_types(root, "app")}
    return types | {name: layers.VISIT_URI for name in cpp_types(root, "app/visit")}


def cpp_types(root, folder):
    for path in layers.sources(root, folder):
        yield from QML_ELEMENT.findall(path.read_text(encoding="utf-8"))


def wall_faults(text, module, types):
    """What `text`, a file of `module`, knows of others that it may not know; an import is told once, without its types."""
    seen = (module.uri, *module.uses)
    refused = [name for name in IMPORT.findall(text) if not OF_QT.match(name) and name not in seen]
    yield from (f"imports {name}" for name in refused)
    for name in sorted(set(NAME.findall(COMMENT.sub("", STRING.sub('""', IMPORT.sub("", text)))))):
        owner = types.get(name)
        if owner and owner not in seen and owner not in refused:
            yield f"uses {name} of {owner}"
    yield from (f"names a file of elsewhere: {string}" for string in STRING.findall(text) if ELSEWHERE.search(string))


def forwarded_signals(text):
    """Signals of the file that it only hands on from below: the bottom is to ask an object that it is given."""
    for signal in SIGNAL.findall(text):
        if re.search(rf"\bon{signal[0].upper()}{signal[1:]}:[^\n]*\b{signal}\(", text):
            yield f"hands on the signal {signal}: whoever wants it asks an object"


def faults(root):
    types = owners(root)
    for path in sorted((root / "qml").rglob("*.qml")):
        text, name, module = path.read_text(encoding="utf-8"), path.relative_to(root), module_of(root, path)
        if module is None:
            yield f"{name}: tests/layering/layers.py knows no module for it"
            continue
        yield from (f"{name}: {fault}" for fault in wall_faults(text, module, types))
        yield from (f"{name}: {fault}" for fault in forwarded_signals(text))
        if SINGLETON.search(text) and path.name not in STATELESS:
            yield f"{name}: no singletons but {' and '.join(STATELESS)}"
