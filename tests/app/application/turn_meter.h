// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

namespace peripheral {

/// What 99 of 100 turns may take, and any, in milliseconds.
inline constexpr double kUsualTurn = 16;
inline constexpr double kLongestTurn = 50;

/// Measures the turns of this thread's event loop: the processor time that the thread used from one moment at
/// which it was about to wait to the next. Needs Unix's event dispatcher (QT_NO_GLIB=1).
class TurnMeter : public QObject {
    Q_OBJECT

public:
    TurnMeter();

    void start();
    /// Milliseconds of each turn since start(), shortest first.
    [[nodiscard]] std::vector<double> sorted() const;

private:
    void onAwake();

    bool m_running = false;
    double m_last = 0;
    std::vector<double> m_turns;
};

} // namespace peripheral
