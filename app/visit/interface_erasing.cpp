// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/interface_erasing.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethod>
#include <QQmlEngine>

namespace peripheral {

void eraseInterface(QQmlEngine& qml) {
    // A keyboard on the screen remembers what stands around the cursor until it hears of another place.
    QGuiApplication::inputMethod()->reset();
    QGuiApplication::inputMethod()->update(Qt::ImQueryAll);
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->clear(QClipboard::Clipboard);
    if (clipboard->supportsSelection())
        clipboard->clear(QClipboard::Selection);
    qml.collectGarbage();
}

} // namespace peripheral
