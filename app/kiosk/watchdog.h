// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace peripheral::kiosk {

/// Whether the engine goes on, so that the service manager may be told that all is well. An engine that has
/// nothing to do need not; one that is at work must get on, by a layer, a token or a step of loading at a
/// time, however long the work as a whole takes. The interface needs no limit of its own: it is its event
/// loop that tells the service manager, which hears nothing where that hangs.
///
/// Values and virtual time: every call is told the time. Threads: one.
class Watchdog {
public:
    using Time = std::chrono::milliseconds; ///< since any one moment; never goes back

    /// The slowest board needs some seconds for a layer of a long prompt.
    static constexpr Time kPatience{10'000};

    /// The program begins at `now`, with an engine that is idle.
    explicit Watchdog(Time now, Time patience = kPatience) : m_patience(patience), m_progressed(now) {}

    /// The engine has done a piece of its work.
    void engineProgressed(Time now) { m_progressed = now; }
    /// The engine has something to do, or has done all of it. Said again while it is at work, it is no
    /// progress.
    void engineBusy(bool busy, Time now);

    [[nodiscard]] bool mayFeed(Time now) const { return !m_busy || now - m_progressed <= m_patience; }

private:
    Time m_patience;
    Time m_progressed;
    bool m_busy = false;
};

} // namespace peripheral::kiosk
