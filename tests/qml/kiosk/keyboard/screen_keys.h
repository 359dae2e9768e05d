// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk_visitor.h"

/// The keys of the keyboard on the screen, as a finger finds them: by what stands on them.
class ScreenKeys {
public:
    ScreenKeys(ShownKiosk& shown, KioskVisitor& visitor) : m_shown(shown), m_visitor(visitor) {}

    /// The key that writes `text`, or does what `key` does; null where there is none in sight.
    [[nodiscard]] QQuickItem* key(const QString& text) const;
    [[nodiscard]] QQuickItem* key(Qt::Key key) const;
    /// The keyboard itself, where it is in sight.
    [[nodiscard]] QQuickItem* panel() const { return m_shown.item("screenKeyboard"); }

    void touch(const QString& text);
    void touch(Qt::Key key);
    /// Touches so long that others are offered, and takes the one that is.
    void hold(const QString& text);
    /// Key by key: small letters, blanks, and what else the page in sight has.
    void type(const QString& text);
    /// In words, where one of the keys is, or what is offered, not within the picture; else empty.
    [[nodiscard]] QString outside() const;

private:
    [[nodiscard]] QList<QQuickItem*> keys() const;
    void touchItem(const QQuickItem* item);

    ShownKiosk& m_shown;
    KioskVisitor& m_visitor;
};
