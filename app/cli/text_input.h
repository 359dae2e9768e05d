// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace peripheral::cli {

// Text as other systems write it, too: a byte order mark at its beginning is no part of it, and a line may
// end in CR LF.

/// Fails with BadFile where `text` is in UTF-16, or no UTF-8, with a sentence that says where.
plm::Status checkText(std::string_view text);

/// All of a text in a file, checked; errors name it.
plm::Result<std::string> readText(const std::filesystem::path& path);

/// The lines of standard input, as they come.
class InputLines {
public:
    /// `stop` ends them.
    explicit InputLines(const std::stop_token& stop);
    ~InputLines();
    InputLines(const InputLines&) = delete;
    InputLines& operator=(const InputLines&) = delete;

    /// The next line without its end, whether it is UTF-8 or not; nothing at the end. Fails with Io, and with
    /// BadFile where the first begins as UTF-16 does, naming standard input.
    plm::Result<std::optional<std::string>> next();

private:
    /// Reads more, where there is more. Waits for it, or for the stop.
    plm::Status readMore();
    plm::Result<std::optional<std::string>> takeTo(std::size_t end);

    const int m_stopped; ///< an eventfd
    std::stop_token m_stop;
    /// Ended, and waited for where it runs, before the eventfd is closed.
    std::optional<std::stop_callback<std::function<void()>>> m_wake;
    std::string m_read;
    std::size_t m_taken = 0; ///< of what was read
    bool m_isFirst = true, m_isAtEnd = false;
};

} // namespace peripheral::cli
