// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/watchdog.h"

namespace peripheral::kiosk {

void Watchdog::engineBusy(bool busy, Time now) {
    // What it is given to do now, it need not have begun before.
    if (busy && !m_busy)
        m_progressed = now;
    m_busy = busy;
}

} // namespace peripheral::kiosk
