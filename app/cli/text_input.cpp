// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_input.h"

#include <plm/shown_text.h>
#include <plm/tokenizer.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace peripheral::cli {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF"; // U+FEFF in UTF-8

bool isUtf16(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
}

void dropMark(std::string& text) {
    if (text.starts_with(kMark))
        text.erase(0, kMark.size());
}

std::string utf16Sentence() {
    return "This is text in UTF-16, and only UTF-8 is read; `iconv -f UTF-16 -t UTF-8` converts it.";
}

plm::Result<std::string> readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return plm::fail(plm::ErrorKind::Io, fmt::format("{}: This is a folder.", plm::displayName(path)));
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (file.peek() != std::ifstream::traits_type::eof())
        text << file.rdbuf();
    if (!file.is_open() || file.bad() || text.bad())
        return plm::fail(
            errno == ENOENT ? plm::ErrorKind::NotFound : plm::ErrorKind::Io,
            fmt::format("{}: {}.", plm::displayName(path), std::strerror(errno != 0 ? errno : EIO)));
    return std::move(text).str();
}

} // namespace

plm::Status checkText(std::string_view text) {
    if (isUtf16(text))
        return plm::fail(plm::ErrorKind::BadFile, utf16Sentence());
    const std::size_t broken = plm::findBrokenUtf8(text);
    if (broken == std::string_view::npos)
        return {};
    const std::string_view before = text.substr(0, broken);
    return plm::fail(plm::ErrorKind::BadFile,
                     fmt::format("The text is not UTF-8 at byte {}, in line {}.", broken,
                                 1 + std::count(before.begin(), before.end(), '\n')));
}

plm::Result<std::string> readText(const std::filesystem::path& path) {
    auto text = readFile(path);
    if (!text)
        return text;
    if (const plm::Status checked = checkText(*text); !checked)
        return plm::fail(checked.error().kind,
                         fmt::format("{}: {}", plm::displayName(path), checked.error().message));
    dropMark(*text);
    return text;
}

InputLines::InputLines(const std::stop_token& stop)
    : m_stopped(::eventfd(0, EFD_CLOEXEC)),
      m_stop(stop),
      m_wake(std::in_place, stop, [this] { ::eventfd_write(m_stopped, 1); }) {}

InputLines::~InputLines() {
    m_wake.reset();
    ::close(m_stopped);
}

plm::Result<std::optional<std::string>> InputLines::next() {
    for (std::size_t searched = m_taken; !m_stop.stop_requested();) {
        if (const std::size_t end = m_read.find('\n', searched); end != std::string::npos)
            return takeTo(end);
        if (m_isAtEnd && m_taken >= m_read.size())
            return std::nullopt;
        if (m_isAtEnd)
            return takeTo(m_read.size());
        m_read.erase(0, std::exchange(m_taken, 0));
        searched = m_read.size();
        if (const plm::Status read = readMore(); !read)
            return tl::unexpected(read.error());
    }
    return std::nullopt;
}

plm::Status InputLines::readMore() {
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {m_stopped, POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 || ready[1].revents != 0)
        return {};
    const std::size_t before = m_read.size();
    m_read.resize(before + kPiece);
    const ssize_t count = ::read(STDIN_FILENO, m_read.data() + before, kPiece);
    m_read.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0)
        return plm::fail(plm::ErrorKind::Io, fmt::format("standard input: {}.", std::strerror(errno)));
    m_isAtEnd = count == 0;
    return {};
}

/// What was read and not taken, up to the line's end, which goes with it.
plm::Result<std::optional<std::string>> InputLines::takeTo(std::size_t end) {
    std::string line = m_read.substr(m_taken, end - m_taken);
    m_taken = end + 1;
    if (m_isFirst && isUtf16(line))
        return plm::fail(plm::ErrorKind::BadFile, "standard input: " + utf16Sentence());
    if (m_isFirst)
        dropMark(line);
    m_isFirst = false;
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

} // namespace peripheral::cli
