// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace peripheral::kiosk {

/// What the operator may know of the visits: how much, never what.
struct Counts {
    std::uint64_t visits = 0;
    std::uint64_t answers = 0;
    std::uint64_t tokens = 0;
    std::chrono::milliseconds answering{0}; ///< how long it computed answers, in all
    std::uint64_t failedErasures = 0;       ///< after which the program had to start anew
    std::uint64_t starts = 0;
    std::optional<double> hottest{};  ///< degrees Celsius, of any sensor
    std::chrono::sys_seconds since{}; ///< when counting began

    friend bool operator==(const Counts&, const Counts&) = default;
};

/// The file that they are kept in, "key = number" a line.
[[nodiscard]] std::string asText(const Counts& counts);
/// What such a file says; a sentence where it was not written by asText().
[[nodiscard]] tl::expected<Counts, std::string> parseCounts(std::string_view text);

/// The counts of all starts together, kept in a file of the folder that may be written, if there is one.
///
/// Threads: one. Errors: what cannot be written is counted in memory, and told once by `trouble()`.
class Statistics {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Goes on from what `file` says, or begins anew at `today` where there is none or it is damaged, which
    /// is then said by trouble(). An empty name: nothing is kept. Counts this start.
    Statistics(std::filesystem::path file, std::chrono::sys_seconds today);

    [[nodiscard]] const Counts& counts() const { return m_counts; }
    void countVisit();
    void countAnswer(std::uint64_t tokens, std::chrono::milliseconds time);
    void countFailedErasure();
    void noteDegrees(double degrees);

    /// To be called now and then: writes what is new, but not more than once a minute; memory cards wear out.
    void saveIfDue(Time now);
    /// Writes what is new. At the end of the program.
    void save();

    /// One sentence on what went wrong, for the log; each is handed out once, empty where there is none.
    [[nodiscard]] std::string takeTrouble();

private:
    void changed() { m_unsaved = true; }

    std::filesystem::path m_file;
    Counts m_counts;
    bool m_unsaved = true;
    std::optional<Time> m_saved; ///< or tried to
    bool m_told = false;         ///< that it cannot be written
    std::string m_trouble;
};

} // namespace peripheral::kiosk
