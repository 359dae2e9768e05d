// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shown_kiosk.h"

/// What a visitor does at a kiosk, with a finger or a keyboard. Directions are as the visitor sees the
/// picture, however it is turned.
class KioskVisitor {
public:
    explicit KioskVisitor(ShownKiosk& shown) : m_shown(shown) {}

    /// Touches the middle of the item with this objectName, once it is there and has its place.
    void touch(const QString& objectName);
    /// Touches a place in the picture.
    void touchAt(QPointF place);
    /// Puts a finger there, and lifts it again.
    void press(QPointF place);
    void lift();
    /// A finger in the middle of the item that moves by `way` and is lifted after it has stood still.
    void drag(const QString& objectName, QPointF way);
    /// On a keyboard.
    void type(const QString& text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// A key that was pressed before is still held, so that it says itself again.
    void repeat(const QString& text);

private:
    [[nodiscard]] QPoint inWindow(QPointF place) const;

    ShownKiosk& m_shown;
    QPoint m_finger;
};
