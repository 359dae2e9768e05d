// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/interface_erasing.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethod>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>

namespace peripheral {

namespace {

/// A place to write in, in which nothing stands.
class BlankInput : public QQuickItem {
public:
    explicit BlankInput(QQuickItem* parent) : QQuickItem(parent) { setFlag(ItemAcceptsInputMethod); }

    [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override {
        switch (query) {
        case Qt::ImEnabled:
            return true;
        case Qt::ImSurroundingText:
        case Qt::ImCurrentSelection:
        case Qt::ImTextBeforeCursor:
        case Qt::ImTextAfterCursor:
            return QString();
        case Qt::ImCursorPosition:
        case Qt::ImAnchorPosition:
        case Qt::ImAbsolutePosition:
            return 0;
        default:
            return QQuickItem::inputMethodQuery(query);
        }
    }
};

/// A keyboard on the screen remembers what stands around the cursor until it hears of another text, also when
/// what was written in is gone: so it is shown a blank one.
void showBlankInput(QQuickWindow& window) {
    BlankInput blank(window.contentItem());
    blank.forceActiveFocus(Qt::OtherFocusReason);
    QGuiApplication::inputMethod()->update(Qt::ImQueryAll);
    QGuiApplication::inputMethod()->reset();
    blank.setFocus(false);
}

} // namespace

void eraseInterface(QQmlEngine& qml) {
    const auto windows = QGuiApplication::allWindows();
    for (QWindow* window : windows) {
        if (auto* shown = qobject_cast<QQuickWindow*>(window))
            showBlankInput(*shown);
    }
    QClipboard* clipboard = QGuiApplication::clipboard();
    clipboard->clear(QClipboard::Clipboard);
    if (clipboard->supportsSelection())
        clipboard->clear(QClipboard::Selection);
    qml.collectGarbage();
}

} // namespace peripheral
