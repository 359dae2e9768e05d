// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peripheral::kiosk {

/// What is wrong with a file, as sentences, of which so many are kept as people read.
class MistakeList {
public:
    /// `file` as people see it.
    explicit MistakeList(std::string_view file) : m_file(file) {}

    /// "<file>, line <line>: <what>.", or as it is where it ends in a question; of the whole file where there
    /// is no line (0).
    void add(int line, std::string_view what);
    [[nodiscard]] bool empty() const { return m_sentences.empty(); }
    /// All of them by line, twenty in full; those of the whole file come last.
    [[nodiscard]] std::vector<std::string> take();

private:
    std::string m_file;
    std::vector<std::pair<int, std::string>> m_sentences; ///< with their lines
    std::size_t m_more = 0;
};

} // namespace peripheral::kiosk
