// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/notifier.h"
#include "kiosk/watchdog.h"
#include "visit/kiosk.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace peripheral {

/// A kiosk as its service manager knows it: which stage it is in, and, as long as both the interface and the
/// engine's thread go on, that all is well. GUI thread.
class KioskService : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KioskService)

public:
    struct Parts {
        EngineThread& engine;
        LoadedModel& model;
        Kiosk& kiosk;
        kiosk::Notifier notifier = kiosk::Notifier::ofEnvironment();
        /// How often it wants to be fed; nothing: not at all.
        std::optional<std::chrono::microseconds> interval = kiosk::watchdogInterval();
        std::function<kiosk::Watchdog::Time()> clock = steadyTime;
    };
    explicit KioskService(Parts parts, QObject* parent = nullptr);
    ~KioskService() override;

    /// The invitation is on the screen.
    void ready();
    /// The process is about to start anew in its own place.
    void startsAnew();

    /// Milliseconds of the system's steady clock.
    [[nodiscard]] static kiosk::Watchdog::Time steadyTime();

private:
    void watchEngine();
    void turn();
    void askEngine();
    void progress() { m_watchdog.engineProgressed(m_parts.clock()); }
    void setBusy();
    void tellStage();

    Parts m_parts;
    kiosk::Watchdog m_watchdog;
    QTimer m_turns;
    int m_answers = 0;    ///< that the engine was asked for and has not ended
    bool m_asked = false; ///< the engine's thread, whether it goes on
};

} // namespace peripheral
