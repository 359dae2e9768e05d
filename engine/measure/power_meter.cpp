// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/power_meter.h"

#include <plm/sample_statistics.h>

namespace plm {

void PowerMeter::sample() {
    if (m_before)
        return;
    if (const auto watts = wattsNow(m_root))
        m_samples.push_back(*watts);
}

std::optional<double> PowerMeter::watts() const {
    if (m_before) {
        const auto after = energyReading(m_root);
        return after ? plm::watts(*m_before, *after, m_watch.seconds()) : std::nullopt;
    }
    return m_samples.empty() ? std::nullopt : std::optional(mean(m_samples));
}

} // namespace plm
