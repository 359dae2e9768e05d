// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/kiosk.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QObject>
#include <QPointer>
#include <QtQmlIntegration>

namespace peripheral {

/// Tells a kiosk of what a person does in its window: touches, presses, moves, wheels, keys; a key that is
/// held is one press. Takes nothing away from whom it is for, but for the key that ends the countdown, which
/// does nothing else, and keys that are held while it counts. What is pasted is told, too. GUI thread.
class KioskActivity : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskActivity)
    QML_ELEMENT
    Q_PROPERTY(peripheral::Kiosk* kiosk READ kiosk WRITE setKiosk NOTIFY kioskChanged REQUIRED)
    Q_PROPERTY(QObject* window READ window WRITE setWindow NOTIFY windowChanged REQUIRED)

public:
    explicit KioskActivity(QObject* parent = nullptr);
    ~KioskActivity() override;

    [[nodiscard]] Kiosk* kiosk() const { return m_kiosk; }
    void setKiosk(Kiosk* kiosk);
    [[nodiscard]] QObject* window() const { return m_window; }
    void setWindow(QObject* window);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void kioskChanged();
    void windowChanged();

private:
    void note();
    void notePaste(const QEvent& event);
    [[nodiscard]] bool countingDown() const;
    [[nodiscard]] bool endsCountdown(const QEvent& event);

    QPointer<Kiosk> m_kiosk;
    QPointer<QObject> m_window;
    QElapsedTimer m_noted;   ///< since activity was told last
    bool m_keyTaken = false; ///< the key that ended the countdown is still held
};

} // namespace peripheral
