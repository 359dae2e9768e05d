// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/statistics.h"
#include "visit/kiosk.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace peripheral {

/// Counts the visits of a kiosk, and how much was answered; never what. Saves at the end, once a minute,
/// and before the process starts anew because something of a visit stays.
/// GUI thread.
class KioskCounter : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskCounter)

public:
    /// `tell` is told what the log should know, a sentence.
    KioskCounter(Kiosk& kiosk, kiosk::Statistics statistics, std::function<void(const std::string&)> tell,
                 QObject* parent = nullptr);
    ~KioskCounter() override;

    [[nodiscard]] const kiosk::Counts& counts() const { return m_statistics.counts(); }
    /// Of the warmest sensor.
    void noteDegrees(double degrees);

private:
    void tellTrouble();

    kiosk::Statistics m_statistics;
    std::function<void(const std::string&)> m_tell;
    QTimer m_saving;
};

} // namespace peripheral
