// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <vector>

/// What this process takes, visit after visit. It grows where the median of anonymous memory over the last
/// tenth of the visits is more than 2 % above that over the second tenth, or where there are more open
/// handles or threads.
class Growth {
public:
    /// For so many visits. Writes a line for each to `csv`; null: nowhere.
    Growth(int visits, const char* csv);
    Growth(const Growth&) = delete;
    Growth& operator=(const Growth&) = delete;
    ~Growth();

    void add(int visit);
    /// Says what it comes to on standard output; false where it grows.
    [[nodiscard]] bool report() const;

private:
    struct Sample {
        long anonymousKib = 0;
        long handles = 0;
        long threads = 0;
    };

    [[nodiscard]] static Sample now();
    /// Median of one tenth, 0 to 9.
    [[nodiscard]] long median(int tenth, long Sample::*member) const;

    std::FILE* m_csv = nullptr;
    std::vector<Sample> m_samples; ///< takes its memory at the beginning
    std::size_t m_count = 0;
};
