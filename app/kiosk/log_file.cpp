// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/log_file.h"

#include "kiosk/log_line.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace peripheral::kiosk {
namespace {

constexpr int kOldOnes = 4;
constexpr std::size_t kMostOfALine = 500;
/// What goes wrong all the time is to be seen to do so.
constexpr std::chrono::hours kCountedEvery{1};

std::string_view nameOf(LogFile::Level level) {
    switch (level) {
    case LogFile::Level::Info:
        return "INFO";
    case LogFile::Level::Warning:
        return "WARNING";
    case LogFile::Level::Error:
        break;
    }
    return "ERROR";
}

} // namespace

LogFile::LogFile(std::filesystem::path path, std::uint64_t mostBytes, std::vector<std::string> categories)
    : m_path(std::move(path)),
      m_mostBytes(mostBytes),
      m_categories(std::move(categories)) {}

LogFile::~LogFile() {
    const std::lock_guard lock(m_mutex);
    writeRepeats(std::chrono::system_clock::now());
    close();
}

void LogFile::add(Level level, std::string_view category, std::string_view sentence, Time now) {
    const std::lock_guard lock(m_mutex);
    if (std::find(m_categories.begin(), m_categories.end(), category) == m_categories.end())
        return;
    std::string line = asOneLine(fmt::format("{} {}: {}", nameOf(level), category, sentence), kMostOfALine);
    if (line == m_last) {
        ++m_repeats;
        if (now - m_counted >= kCountedEvery)
            writeRepeats(now);
        return;
    }
    writeRepeats(now);
    write(fmt::format("{} {}\n", timestamp(now), line));
    m_last = std::move(line);
    m_counted = now;
}

void LogFile::writeRepeats(Time now) {
    if (m_repeats == 0)
        return;
    write(fmt::format("{} (the line before, {} {})\n", timestamp(now), m_repeats,
                      m_repeats == 1 ? "time" : "times"));
    m_repeats = 0;
    m_counted = now;
}

void LogFile::write(const std::string& line) {
    if (!open())
        return;
    if (m_size > 0 && m_size + line.size() > m_mostBytes) {
        turnOver();
        if (!open())
            return;
    }
    const ssize_t written = ::write(m_file, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) {
        m_size += line.size();
        return;
    }
    complain(written < 0 ? errno : ENOSPC);
    // A piece of a line would run into the next one. Where even this fails, that is how it looks.
    if (written > 0 && ::ftruncate(m_file, static_cast<off_t>(m_size)) != 0)
        m_size += static_cast<std::uint64_t>(written);
}

bool LogFile::open() {
    if (m_file >= 0)
        return true;
    m_file =
        ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0640);
    struct stat found {};
    if (m_file < 0 || ::fstat(m_file, &found) != 0) {
        complain(errno);
        close();
        return false;
    }
    m_size = static_cast<std::uint64_t>(found.st_size);
    return true;
}

void LogFile::close() {
    if (m_file >= 0)
        ::close(m_file);
    m_file = -1;
}

void LogFile::turnOver() {
    const auto old = [this](int number) { return fmt::format("{}.{}", m_path.string(), number); };
    std::error_code ignored; // one that is not there
    for (int number = kOldOnes; number > 1; --number)
        std::filesystem::rename(old(number - 1), old(number), ignored);
    std::error_code error;
    std::filesystem::rename(m_path, old(1), error);
    if (!error)
        return close();
    complain(error.value());
    // It must not grow for ever, all the same.
    if (::ftruncate(m_file, 0) == 0)
        m_size = 0;
}

void LogFile::complain(int error) {
    if (std::exchange(m_complained, true))
        return;
    fmt::print(stderr, "The log {} cannot be written, and the program goes on without it: {}.\n",
               m_path.string(), std::strerror(error));
}

} // namespace peripheral::kiosk
