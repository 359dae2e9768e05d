// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "visit/kiosk.h"
#include "visit/kiosk_face.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace peripheral {

/// Sees to it that visitors are greeted in the operator's own language: again when a visit is over, and when
/// somebody has chosen another one on the invitation and gone away. GUI thread.
class KioskGreeting : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskGreeting)

public:
    /// Whoever has chosen a language has `patience` to begin. `kiosk` and `face` outlive this.
    KioskGreeting(const Kiosk& kiosk, KioskFace& face, std::chrono::milliseconds patience);
    ~KioskGreeting() override;

private:
    void greet();
    void onStage();
    void onLanguage();

    const Kiosk& m_kiosk;
    KioskFace& m_face;
    QTimer m_patience;
};

} // namespace peripheral
