// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/thermal.h"
#include "visit/kiosk.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace peripheral {

/// Takes care that a kiosk's board does not become too hot: reads its sensors every five seconds, lets half
/// of the threads compute where it is warm, and no new question be answered where it is hot. GUI thread.
class KioskWarmth : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskWarmth)

public:
    struct Parts {
        Kiosk& kiosk;
        kiosk::Warmth::Limits limits;
        int threads = 1; ///< that compute while it is cool
        /// Degrees Celsius of the warmest sensor; called in a thread of the pool. Empty: plm::conditions().
        std::function<std::optional<double>()> read{};
        /// Lets so many threads compute from the next answer on. Called where that changes.
        std::function<void(int)> setThreads{};
        /// Told of each measurement, for statistics.
        std::function<void(double)> note{};
    };
    /// Reads at once, and from then on by itself.
    explicit KioskWarmth(Parts parts, QObject* parent = nullptr);
    ~KioskWarmth() override;

    /// As it was read last; nothing where no sensor is.
    [[nodiscard]] std::optional<double> degrees() const { return m_degrees; }
    [[nodiscard]] kiosk::Heat heat() const { return m_warmth.heat(); }
    /// Reads now; heard soon after.
    void look();

signals:
    /// A reading has come, whatever it says.
    void looked();

private:
    void onRead(std::optional<double> degrees);

    Parts m_parts;
    kiosk::Warmth m_warmth;
    std::optional<double> m_degrees;
    bool m_looking = false; ///< one reading at a time, however slow a sensor is
    QTimer m_timer;
};

} // namespace peripheral
