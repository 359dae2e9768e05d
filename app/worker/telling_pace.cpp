// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/telling_pace.h"

#include <algorithm>

namespace peripheral {

namespace {

// Each telling counts for a quarter: a single dear one, where a line begins, does not make the next ones
// rare.
constexpr int kMemory = 4;

} // namespace

void TellingPace::told(Duration processorTime) {
    if (m_last) {
        m_cost += (processorTime - *m_last - m_cost) / kMemory;
        m_interval.store(std::clamp(m_cost * kShare, kShortest, kLongest).count(), std::memory_order_relaxed);
    }
    m_last = processorTime;
}

} // namespace peripheral
