#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peripheral authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants one fault at a time into a small tree: check_sources.py must name it, and nothing where there is none."""

import pathlib
import tempfile
import unittest

import check_sources

SOUND = {
    "engine/include/plm/engine.h": "#include <vector>\n",
    "engine/quant/format.h": "#include <cstdint>\n",
    "engine/gguf/file.h": '#include "quant/format.h"\n#include <plm/engine.h>\n',
    "engine/gguf/file.cpp": '#include "gguf/file.h"\n#include <fmt/format.h>\n',
    "app/storage/failure.h": "#include <QString>\n",
    "app/storage/statement.h": '#include "storage/failure.h"\n',
    "app/storage/statement.cpp": '#include "storage/statement.h"\n#include <sqlite3.h>\n',
    "app/history/store.h": '#include "storage/failure.h"\n#include <QString>\n',
    "app/history/store.cpp": '#include "history/store.h"\n#include "storage/statement.h"\n',
    "app/worker/engine_worker.h": "#include <plm/engine.h>\n#include <QObject>\n",
    "app/chat/chat.h": '#include "history/store.h"\n#include "storage/failure.h"\n#include "worker/engine_worker.h"\n',
    "app/core/CMakeLists.txt": "",
    "app/cli/output.cpp": "std::fwrite(text, 1, size, stdout);\n",
    "app/cli/command.cpp": "printResult(1); // not by fmt::print\n",
    "app/chat/chat_list.h": "class ChatList : public QObject {\n    Q_OBJECT\n    QML_ELEMENT\n};\n",
    "qml/style/theme/Theme.qml": "pragma Singleton\nimport QtQuick\n",
    "qml/style/Card.qml": "import QtQuick\nRectangle {} // raised, as a ChatPage\n",
    "qml/chat/ChatPage.qml": "import QtQuick\nimport Peripheral.Core\nimport Peripheral.Style\nCard { property ChatList list }\n",
    "qml/chat/text/text.h": "class TextFilling : public QObject {\n    Q_OBJECT\n    QML_ELEMENT\n};\n",
    "qml/pages/FirstPage.qml": 'import QtQuick\nimport Peripheral.Style\nCard { property string text: "ChatPage" }\n',
    "qml/desktop/Main.qml": "import QtQuick\nimport Peripheral.Chat\nimport Peripheral.Pages\nItem { ChatPage {} FirstPage {} }\n",
}

FAULTS = {
    "engine/quant/a.cpp": '#include "gguf/file.h"\n',
    "engine/gguf/b.cpp": "#include <QString>\n",
    "engine/gguf/c.cpp": "#include <QtCore/QString>\n",
    "engine/gguf/d.cpp": "#  include <sqlite3.h>\n",
    "engine/gguf/e.cpp": '#include "history/store.h"\n',
    "engine/include/plm/f.h": '#include "quant/format.h"\n',
    "engine/new/g.cpp": "int main() {}\n",
    "app/history/h.cpp": "#include <plm/engine.h>\n",
    "app/history/i.cpp": '#include "chat/chat.h"\n',
    "app/history/w.cpp": "#include <sqlite3.h>\n",
    "app/storage/x.cpp": '#include "history/store.h"\n',
    "app/storage/y.cpp": "#include <plm/engine.h>\n",
    "app/chat/z.cpp": '#include "storage/statement.h"\n',
    "app/worker/A.cpp": '#include "storage/failure.h"\n',
    "app/worker/j.cpp": '#include "gguf/file.h"\n',
    "app/worker/k.cpp": "#include <sqlite3.h>\n",
    "app/cli/l.cpp": "#include <QCoreApplication>\n",
    "app/chat/m.cpp": 'auto* input = root->findChild<QObject*>("input");\n',
    "app/chat/n.h": "QML_SINGLETON\n",
    "app/application/o.cpp": 'context->setContextProperty("chat", &chat);\n',
    "app/cli/r.cpp": 'fmt::print("result");\n',
    "app/cli/s.cpp": "std::cout << 1;\n",
    "app/cli/t.cpp": 'std::fprintf(stderr, "note");\n',
    "app/cli/u.cpp": "std::getline(std::cin, line);\n",
    "app/cli/v.cpp": "std::exit(1);\n",
    "qml/chat/P.qml": "import QtQuick.LocalStorage\n",
    "qml/chat/Q.qml": "pragma Singleton\nimport QtQuick\n",
    "qml/style/W.qml": "import QtQuick\nimport Peripheral.Chat\nItem { ChatPage {} }\n",
    "qml/style/X.qml": "import QtQuick\nItem { property ChatList list }\n",
    "qml/pages/Y.qml": "import QtQuick\nItem { TextFilling {} }\n",
    "qml/chat/Z.qml": "import QtQuick\nLoader { sourceComponent: Component { FirstPage {} } }\n",
    "qml/chat/AA.qml": 'import QtQuick\nLoader { source: "../pages/FirstPage.qml" }\n',
    "qml/chat/AB.qml": 'import QtQuick\nLoader { source: "qrc:/qt/qml/Peripheral/Pages/FirstPage.qml" }\n',
    "qml/pages/AC.qml": 'import QtQuick\nimport "../chat"\n',
    "qml/chat/AF.qml": "import QtQuick\nItem {\n    id: it\n    signal copied\n    AG { onCopied: it.copied() }\n}\n",
    "qml/attic/AD.qml": "import QtQuick\n",
    "qml/AE.qml": "import QtQuick\n",
    "engine/measure/w.cpp": 'fmt::print("result");\n',
    "engine/measure/x.cpp": "#include <QElapsedTimer>\n",
    "engine/measure/y.cpp": '#include "gguf/file.h"\n',
    "engine/measure/z.cpp": "if (::isatty(2)) {}\n",
}


def tree(folder, files):
    root = pathlib.Path(folder)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


class CheckSources(unittest.TestCase):
    def test_a_sound_tree_has_no_fault(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(list(check_sources.faults(tree(folder, SOUND))), [])

    def test_every_fault_is_named_with_its_file(self):
        for name, text in FAULTS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                found = list(check_sources.faults(tree(folder, SOUND | {name: text})))
                self.assertEqual(len(found), 1, found)
                self.assertIn(name.removesuffix("/g.cpp"), found[0])


if __name__ == "__main__":
    unittest.main()
