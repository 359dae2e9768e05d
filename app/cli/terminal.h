// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace peripheral::cli {

/// A standard stream of the program, and what may be written to it.
class Terminal {
public:
    /// `descriptor` is 1 or 2.
    explicit Terminal(int descriptor);
    /// No line of showLine() stays, however a command ends.
    ~Terminal() { clearLine(); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// False where the stream is a file or a pipe.
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }
    /// `text` in bold, faint or a colour of the terminal's, where the user wants such things (no-color.org).
    [[nodiscard]] std::string bold(std::string_view text) const { return styled("1", text); }
    [[nodiscard]] std::string faint(std::string_view text) const { return styled("2", text); }
    /// What a model wrote, without the controls that would move the cursor or do worse; unchanged into files
    /// and pipes.
    [[nodiscard]] std::string harmless(std::string_view text) const;

    /// Shows a line on standard error that the next one, or clearLine(), replaces. Does nothing into files
    /// and pipes.
    void showLine(std::string_view text);
    void clearLine();

private:
    [[nodiscard]] std::string styled(std::string_view code, std::string_view text) const;

    bool m_isTerminal;
    bool m_isColoured;
    bool m_hasLine = false;
};

} // namespace peripheral::cli
