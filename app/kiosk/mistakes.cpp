// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/mistakes.h"

#include <fmt/format.h>

namespace peripheral::kiosk {

void MistakeList::add(int line, std::string_view what) {
    constexpr std::size_t kMost = 20;
    const std::string_view end = what.ends_with('?') ? "" : ".";
    if (m_sentences.size() == kMost)
        ++m_more;
    else if (line > 0)
        m_sentences.push_back(fmt::format("{}, line {}: {}{}", m_file, line, what, end));
    else
        m_sentences.push_back(fmt::format("{}: {}{}", m_file, what, end));
}

std::vector<std::string> MistakeList::take() {
    if (m_more > 0)
        m_sentences.push_back(fmt::format("{}: and {} more.", m_file, std::exchange(m_more, 0)));
    return std::exchange(m_sentences, {});
}

} // namespace peripheral::kiosk
