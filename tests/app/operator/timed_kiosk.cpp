// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timed_kiosk.h"

#include <QTest>

namespace peripheral {

TimedKiosk::TimedKiosk(const kiosk::Config& settings, const EngineFactory& engine)
    : config(settings),
      objects(m_folder.path(), engine ? engine : toldEngine(told)),
      kiosk({.engine = objects.engine,
             .model = objects.model,
             .settings = objects.settings,
             .config = config,
             .clock = [this] { return m_now; }}) {}

bool TimedKiosk::start() {
    objects.model.openBuiltIn();
    return QTest::qWaitFor([this] { return objects.model.ready(); });
}

void TimedKiosk::pass(std::chrono::milliseconds time) {
    m_now += time;
    kiosk.advance();
}

void TimedKiosk::receive() {
    kiosk.begin();
    kiosk.agree();
}

} // namespace peripheral
