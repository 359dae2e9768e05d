// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_chart.h"

#include <utility>

namespace peripheral {

void LiveChart::show(Chart chart) {
    m_chart = std::move(chart);
    emit chartChanged();
}

void AnswerChart::setTelemetry(AnswerTelemetry* telemetry) {
    if (telemetry == m_telemetry)
        return;
    if (m_telemetry)
        disconnect(m_telemetry, nullptr, this, nullptr);
    m_telemetry = telemetry;
    emit telemetryChanged();
    if (telemetry == nullptr)
        return;
    connect(telemetry, &AnswerTelemetry::changed, this, [this, telemetry] { show(make(*telemetry)); });
    show(make(*telemetry));
}

} // namespace peripheral

#include "moc_live_chart.cpp"
