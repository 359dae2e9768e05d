// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/interface_erasing.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethod>
#include <QQmlEngine>

namespace peripheral {

void eraseInterface(QQmlEngine& qml) {
    QGuiApplication::inputMethod()->reset();
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->clear(QClipboard::Clipboard);
    if (clipboard->supportsSelection())
        clipboard->clear(QClipboard::Selection);
    qml.collectGarbage();
}

} // namespace peripheral
