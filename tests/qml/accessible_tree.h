// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>

/// What a screen reader is told of one item.
struct Spoken {
    QQuickItem* item = nullptr;
    int depth = 0; ///< in the tree
    QAccessible::Role role = QAccessible::NoRole;
    QString name;
    QString description;
    QString value; ///< of what has one, such as a slider
    QAccessible::State state{};
};

/// Everything visible that a screen reader finds in the window, in its order. What is said is what QML says
/// itself: without a screen reader, Qt adds nothing.
[[nodiscard]] QList<Spoken> spokenIn(QQuickWindow& window);

/// The same as text: a line for each, indented, with its role, its name and the states that hold.
[[nodiscard]] QString outlineOf(const QList<Spoken>& spoken);
