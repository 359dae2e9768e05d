// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointingDevice>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QVariantMap>

#include <memory>

namespace peripheral {

/// A window of a few lines of QML, with the modules of a kiosk. Warnings of QML fail the test.
class QmlScene {
public:
    /// `text` is a Window; `properties` are those that it requires.
    QmlScene(const QByteArray& text, const QVariantMap& properties, QSize size);

    [[nodiscard]] QQuickWindow& window() const { return *m_window; }
    /// The visible one of that name; null where there is none.
    [[nodiscard]] QQuickItem* item(const QString& objectName) const;
    [[nodiscard]] QString textOf(const QString& objectName) const;
    /// All that can be read.
    [[nodiscard]] QStringList texts() const;
    /// A finger on the middle of an item, or on a place of the window.
    void tap(const QString& objectName);
    void tapAt(QPoint place);

private:
    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};

/// A touchscreen of the tests.
[[nodiscard]] QPointingDevice* testTouchscreen();

} // namespace peripheral
