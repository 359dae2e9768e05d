// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::kiosk {

/// A log that may grow for years: lines "2026-11-30T12:00:00Z WARNING engine: sentence" in a file that is
/// turned over when it is full; four old ones are kept beside it, from "kiosk.log.1", the latest, to
/// "kiosk.log.4". A line that repeats the one before is counted instead. A full or read-only disk is told of
/// once, on standard error, and nothing else comes of it.
///
/// What visitors write has no place here: only what the categories given beforehand say is written, and these
/// are to be the program's own. Libraries may quote whatever is shown.
///
/// Threads: any, at the same time.
class LogFile {
public:
    enum class Level : std::uint8_t { Info, Warning, Error };
    using Time = std::chrono::system_clock::time_point;

    /// Turned over before it would be longer than `mostBytes`. The file is opened with the first line.
    LogFile(std::filesystem::path path, std::uint64_t mostBytes, std::vector<std::string> categories);
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;
    ~LogFile();

    /// Control characters and what is no UTF-8 are written as "\x1B"; a line is cut after 500 characters.
    void add(Level level, std::string_view category, std::string_view sentence,
             Time now = std::chrono::system_clock::now());

private:
    void writeRepeats(Time now);
    void write(const std::string& line);
    [[nodiscard]] bool open();
    void close();
    void turnOver();
    void complain(int error);

    std::mutex m_mutex;
    std::filesystem::path m_path;
    std::uint64_t m_mostBytes;
    std::vector<std::string> m_categories;
    int m_file = -1;
    std::uint64_t m_size = 0;
    std::string m_last;          ///< without its time
    std::uint64_t m_repeats = 0; ///< of m_last, not yet written
    Time m_counted;              ///< when m_last, or a count of it, was written
    bool m_complained = false;
};

} // namespace peripheral::kiosk
