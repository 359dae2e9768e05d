// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/stop_matcher.h"

#include <algorithm>
#include <utility>

namespace plm {

StopMatcher::StopMatcher(std::vector<std::string> stops) : m_stops(std::move(stops)) {
    std::erase(m_stops, std::string());
}

std::string StopMatcher::feed(std::string_view text) {
    if (m_matched)
        return {};
    m_pending += text;
    std::size_t shown = firstMatch();
    m_matched = shown != std::string::npos;
    if (!m_matched)
        shown = m_pending.size() - heldBytes();
    std::string out = m_pending.substr(0, shown);
    m_pending.erase(0, shown);
    return out;
}

std::string StopMatcher::finish() {
    return m_matched ? std::string() : std::exchange(m_pending, {});
}

std::size_t StopMatcher::firstMatch() const {
    std::size_t first = std::string::npos;
    for (const std::string& stop : m_stops)
        first = std::min(first, m_pending.find(stop));
    return first;
}

/// The longest end of the pending text with which a stop string begins.
std::size_t StopMatcher::heldBytes() const {
    std::size_t held = 0;
    for (const std::string& stop : m_stops)
        for (std::size_t size = std::min(stop.size() - 1, m_pending.size()); size > held; --size)
            if (m_pending.ends_with(std::string_view(stop).substr(0, size)))
                held = size;
    return held;
}

} // namespace plm
