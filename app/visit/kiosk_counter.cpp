// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_counter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace peripheral {

namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds kSavingInterval{60};

} // namespace

KioskCounter::KioskCounter(Kiosk& kiosk, kiosk::Statistics statistics,
                           std::function<void(const std::string&)> tell, QObject* parent)
    : QObject(parent),
      m_statistics(std::move(statistics)),
      m_tell(std::move(tell)) {
    connect(&kiosk, &Kiosk::visitBegan, this, [this] { m_statistics.countVisit(); });
    connect(&kiosk, &Kiosk::answered, this, [this](int tokens, double seconds) {
        m_statistics.countAnswer(static_cast<std::uint64_t>(std::max(tokens, 0)),
                                 milliseconds(static_cast<milliseconds::rep>(seconds * 1000)));
    });
    connect(&kiosk, &Kiosk::visitErased, this, [this](bool atOnce) {
        if (!atOnce)
            m_statistics.countFailedErasure();
    });
    // There is no end at which to save: the process makes room for the next one.
    connect(&kiosk, &Kiosk::erasureFailed, this, [this] {
        m_statistics.countFailedErasure();
        m_statistics.save();
        tellTrouble();
    });
    m_saving.setInterval(kSavingInterval);
    connect(&m_saving, &QTimer::timeout, this, [this] {
        m_statistics.saveIfDue(kiosk::Statistics::Time::clock::now());
        tellTrouble();
    });
    m_saving.start();
    tellTrouble();
}

KioskCounter::~KioskCounter() {
    m_statistics.save();
    tellTrouble();
}

void KioskCounter::noteDegrees(double degrees) {
    m_statistics.noteDegrees(degrees);
}

void KioskCounter::tellTrouble() {
    const std::string trouble = m_statistics.takeTrouble();
    if (!trouble.empty() && m_tell)
        m_tell(trouble);
}

} // namespace peripheral

#include "moc_kiosk_counter.cpp"
