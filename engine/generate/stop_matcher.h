// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// Looks for stop strings in text that arrives in pieces, and holds back what may yet become one.
class StopMatcher {
public:
    /// Empty strings are ignored: they would stop before the first character.
    explicit StopMatcher(std::vector<std::string> stops);

    /// The text that can be shown now. After a match: what came before the stop string, and nothing ever
    /// after.
    std::string feed(std::string_view text);
    /// What was held back, at the end of the answer.
    std::string finish();
    [[nodiscard]] bool matched() const { return m_matched; }

private:
    [[nodiscard]] std::size_t firstMatch() const;
    [[nodiscard]] std::size_t heldBytes() const;

    std::vector<std::string> m_stops;
    std::string m_pending;
    bool m_matched = false;
};

} // namespace plm
