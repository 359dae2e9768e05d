// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace peripheral::kiosk {

namespace {

/// A key is written "answer_tokens" or "AnswerTokens" by people who know other files.
char plainLetter(char c) {
    if (c >= 'A' && c <= 'Z')
        return static_cast<char>(c - 'A' + 'a');
    return c == '_' ? '-' : c;
}

/// Levenshtein's distance, row by row.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (plainLetter(one[i]) == plainLetter(other[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

} // namespace

std::string_view nearestName(std::string_view typed, std::span<const std::string_view> names) {
    constexpr std::size_t kLongest = 60; // a whole line may be typed
    std::string_view nearest;
    // Two letters that have changed places are two changes.
    std::size_t least = (typed.size() < 4 ? 1 : std::max<std::size_t>(2, typed.size() / 3)) + 1;
    if (typed.size() > kLongest)
        return nearest;
    for (const auto name : names) {
        if (const std::size_t found = distance(typed, name); found < least) {
            least = found;
            nearest = name;
        }
    }
    return nearest;
}

} // namespace peripheral::kiosk
