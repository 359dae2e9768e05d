// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace peripheral::kiosk {

/// Whether the service manager may be told that all is well: only while both the interface and the engine go
/// on. The interface has to turn all the time. An engine that has nothing to do need not; one that is at work
/// must get on, by a layer, a token or a step of loading at a time, however long the work as a whole takes.
///
/// Values and virtual time: every call is told the time. Threads: one.
class Watchdog {
public:
    using Time = std::chrono::milliseconds; ///< since any one moment; never goes back

    struct Limits {
        Time interface { 5'000 };
        Time engine{10'000}; ///< the slowest board needs some seconds for a layer of a long prompt
    };

    enum class Verdict : unsigned char { Well, InterfaceHangs, EngineHangs };

    /// The program begins at `now`, with an engine that is idle.
    Watchdog(const Limits& limits, Time now) : m_limits(limits), m_turned(now), m_progressed(now) {}

    /// The interface's event loop went round.
    void interfaceTurned(Time now) { m_turned = now; }
    /// The engine has done a piece of its work.
    void engineProgressed(Time now) { m_progressed = now; }
    /// The engine has something to do, or has done all of it. Said again while it is at work, it is no
    /// progress.
    void engineBusy(bool busy, Time now);

    [[nodiscard]] Verdict verdict(Time now) const;
    [[nodiscard]] bool mayFeed(Time now) const { return verdict(now) == Verdict::Well; }

private:
    Limits m_limits;
    Time m_turned;
    Time m_progressed;
    bool m_busy = false;
};

} // namespace peripheral::kiosk
