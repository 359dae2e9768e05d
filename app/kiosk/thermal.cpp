// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/thermal.h"

#include <algorithm>

namespace peripheral::kiosk {
namespace {

// What sensors say that are broken or asleep lies outside of these.
constexpr double kColdest = -60;
constexpr double kHottest = 150;

} // namespace

bool Warmth::update(std::optional<double> degrees) {
    // Written so that what is no number is left out, too.
    m_measured = degrees && *degrees >= kColdest && *degrees <= kHottest;
    const Heat before = m_heat;
    m_heat = m_measured ? heatAt(*degrees) : Heat::Cool;
    return m_heat != before;
}

Heat Warmth::heatAt(double degrees) const {
    const double hot = m_heat == Heat::Hot ? m_limits.hot - m_limits.hysteresis : m_limits.hot;
    if (degrees >= hot)
        return Heat::Hot;
    const double warm = m_heat == Heat::Cool ? m_limits.warm : m_limits.warm - m_limits.hysteresis;
    return degrees >= warm ? Heat::Warm : Heat::Cool;
}

int Warmth::threads(int all) const {
    return std::max(1, m_heat == Heat::Cool ? all : all / 2);
}

} // namespace peripheral::kiosk
