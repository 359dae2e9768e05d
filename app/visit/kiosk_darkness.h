// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/kiosk.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

#include <chrono>

namespace peripheral {

/// The dark screen of a kiosk that nobody comes to. What wakes it, a touch, a press, a key or the mouse, is
/// swallowed as a whole, so that it begins no visit. While there is a visitor it is never dark. The window
/// shows black; turning the backlight off is left to the compositor. GUI thread.
class KioskDarkness : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskDarkness)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(bool dark READ dark NOTIFY darkChanged)

public:
    /// `after` so long without any input while nobody is there; zero: never by itself.
    KioskDarkness(Kiosk& kiosk, std::chrono::milliseconds after, QObject* parent = nullptr);
    ~KioskDarkness() override;

    [[nodiscard]] bool dark() const { return m_dark; }
    /// Dark now, or as soon as the visit that is being erased is gone.
    void turnDark();

    /// Of the application, whose windows' input it watches.
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void darkChanged();

private:
    void setDark(bool dark);
    void onStage();
    void rest();

    Kiosk& m_kiosk;
    QTimer m_timer;
    bool m_dark = false;
    bool m_wanted = false;     ///< as soon as nobody is there
    bool m_swallowing = false; ///< what is left of the input that woke it
    QElapsedTimer m_woken;     ///< by a movement
};

} // namespace peripheral
