// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/mistakes.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace peripheral::kiosk {

void MistakeList::add(int line, std::string_view what) {
    constexpr std::size_t kMost = 20;
    const std::string_view end = what.ends_with('?') ? "" : ".";
    if (m_sentences.size() == kMost)
        ++m_more;
    else if (line > 0)
        m_sentences.emplace_back(line, fmt::format("{}, line {}: {}{}", m_file, line, what, end));
    else
        m_sentences.emplace_back(std::numeric_limits<int>::max(), fmt::format("{}: {}{}", m_file, what, end));
}

std::vector<std::string> MistakeList::take() {
    std::sort(m_sentences.begin(), m_sentences.end());
    std::vector<std::string> sentences;
    for (auto& [line, sentence] : std::exchange(m_sentences, {}))
        sentences.push_back(std::move(sentence));
    if (m_more > 0)
        sentences.push_back(fmt::format("{}: and {} more.", m_file, std::exchange(m_more, 0)));
    return sentences;
}

} // namespace peripheral::kiosk
