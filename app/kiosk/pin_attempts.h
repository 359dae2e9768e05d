// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::kiosk {

/// What is kept of wrong PINs from one start of the program to the next.
struct KeptAttempts {
    int wrong = 0;       ///< in a row
    std::int64_t at = 0; ///< when the last one was counted: seconds since 1970, as the clock of that day said
    std::chrono::seconds wait{}; ///< from then on, until the next one
    /// One more than in whatever was read before this was written: of two files the one with more is newer.
    /// Clocks cannot tell, as boards without a battery have the past again after each start.
    std::int64_t order = 0;

    bool operator==(const KeptAttempts&) const = default;
};

/// How long nobody may try after so many wrong PINs in a row: not at all after one and two, 30 s after three,
/// twice as long after each further one, an hour at most.
[[nodiscard]] std::chrono::seconds waitAfter(int wrong);

/// As a file's text, and the reverse: nothing for what is not one, whatever bytes it has. A text without an
/// order has the lowest.
[[nodiscard]] std::string writeAttempts(const KeptAttempts& attempts);
[[nodiscard]] std::optional<KeptAttempts> readAttempts(std::string_view text);

/// Where attempts can be kept, the best first: the operator's folder, and the one that $XDG_RUNTIME_DIR
/// names, which survives the program though not the machine.
[[nodiscard]] std::vector<std::filesystem::path> attemptFolders(const std::filesystem::path& operators);

/// Counts wrong PINs, and lets people wait after some. The count survives restarts of the program where one
/// of the folders can be written. One thread.
///
/// More than one folder may hold a count: one lies in a folder that has become read-only, say, and the next
/// ones are kept elsewhere. Then
/// - the newest counts, by its order and not by its time: a right PIN has cleared the older ones, also where
///   they cannot be removed. Of several that are equally new it is the strictest;
/// - a damaged one says nothing of how new it is, and counts as three wrong PINs just now, beside the newest
///   of the others: whoever can write bytes into one folder frees nobody by it, and where it cannot be
///   removed, each start is waited after for half a minute;
/// - while something is counted, a better folder that cannot be written keeps what it has, which is better
///   than nothing on a day on which the others are gone; with the right PIN, all goes that can be removed.
class PinAttempts {
public:
    struct Clocks {
        /// By which waits are kept from one start to the next: it may be wrong, and be set.
        std::function<std::chrono::system_clock::time_point()> wall = std::chrono::system_clock::now;
        /// By which this process waits: it only goes on.
        std::function<std::chrono::steady_clock::time_point()> steady = std::chrono::steady_clock::now;
    };

    /// Reads what is kept in `folders`, the best first, and looks whether it can be kept there.
    explicit PinAttempts(const std::vector<std::filesystem::path>& folders);
    PinAttempts(const std::vector<std::filesystem::path>& folders, Clocks clocks);

    /// How long until somebody may try again; zero: now. Rounded up.
    [[nodiscard]] std::chrono::seconds wait() const;
    /// An attempt as if it were a wrong one, to be called before the PIN is checked: who pulls the plug then
    /// has tried all the same. False, and nothing is counted, where it is not yet time.
    [[nodiscard]] bool begin();
    /// The PIN was right: nothing is counted any more.
    void succeed();
    /// What the log is to be told: that the count will not survive the program, or that a file was damaged.
    /// Empty: all is well.
    [[nodiscard]] const std::string& note() const { return m_note; }

private:
    [[nodiscard]] std::optional<KeptAttempts> read(const std::filesystem::path& file);
    void count(const KeptAttempts& kept);
    void keep();

    std::vector<std::filesystem::path> m_files; ///< the best first
    Clocks m_clocks;
    int m_wrong = 0;
    std::int64_t m_order = 0;                     ///< of the newest that was read or written
    std::chrono::steady_clock::time_point m_free; ///< until then nobody may try
    std::string m_note;
};

} // namespace peripheral::kiosk
