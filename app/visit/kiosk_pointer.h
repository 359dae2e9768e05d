// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>

#include <chrono>

namespace peripheral {

/// Hides the mouse pointer of the whole application until a mouse is moved, and again when it was left alone.
/// A touch never shows it, and hides it. GUI thread, one for an application.
class KioskPointer : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskPointer)

public:
    /// `after` so long without movement; zero: it is never shown.
    explicit KioskPointer(std::chrono::milliseconds after, QObject* parent = nullptr);
    ~KioskPointer() override;

    [[nodiscard]] bool hidden() const { return m_hidden; }

    /// Of the application.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setHidden(bool hidden);

    QTimer m_timer;
    QPointF m_place; ///< where the mouse was last
    bool m_hidden = false;
};

} // namespace peripheral
