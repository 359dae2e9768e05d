// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_warmth.h"

#include "remote/background.h"

#include <plm/device.h>

#include <chrono>
#include <utility>

namespace peripheral {

namespace {

constexpr std::chrono::seconds kInterval{5};

} // namespace

KioskWarmth::KioskWarmth(Parts parts, QObject* parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_warmth(m_parts.limits) {
    if (!m_parts.read)
        m_parts.read = [] { return plm::conditions().temperature; };
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &KioskWarmth::look);
    m_timer.start();
    look();
}

KioskWarmth::~KioskWarmth() = default;

void KioskWarmth::look() {
    if (std::exchange(m_looking, true))
        return;
    inBackground(this, m_parts.read, [this](std::optional<double> degrees) { onRead(degrees); });
}

void KioskWarmth::onRead(std::optional<double> degrees) {
    m_looking = false;
    const bool other = m_warmth.update(degrees);
    m_degrees = m_warmth.measured() ? degrees : std::nullopt;
    if (m_degrees && m_parts.note)
        m_parts.note(*m_degrees);
    if (other) {
        m_parts.kiosk.setHeat(m_warmth.heat() != kiosk::Heat::Cool, m_warmth.holdsQuestions());
        if (m_parts.setThreads)
            m_parts.setThreads(m_warmth.threads(m_parts.threads));
    }
    emit looked();
}

} // namespace peripheral

#include "moc_kiosk_warmth.cpp"
