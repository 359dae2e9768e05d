// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include "output.h"

#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

bool wantsColour() {
    const char* noColor = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return (noColor == nullptr || *noColor == '\0') && (term == nullptr || std::string_view(term) != "dumb");
}

bool isControl(unsigned char c) {
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
}

} // namespace

Terminal::Terminal(int descriptor)
    : m_isTerminal(::isatty(descriptor) == 1),
      m_isColoured(m_isTerminal && wantsColour()) {}

std::string Terminal::styled(std::string_view code, std::string_view text) const {
    return m_isColoured ? fmt::format("\x1B[{}m{}\x1B[0m", code, text) : std::string(text);
}

std::string Terminal::harmless(std::string_view text) const {
    std::string shown;
    for (std::size_t i = 0; i < text.size(); ++i) {
        // The controls U+0080 to U+009F, in two bytes, work like an escape in some terminals.
        const bool isHighControl =
            text[i] == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (m_isTerminal && (isHighControl || isControl(static_cast<unsigned char>(text[i])))) {
            shown += "\uFFFD";
            i += isHighControl ? 1 : 0;
        } else {
            shown += text[i];
        }
    }
    return shown;
}

void Terminal::showLine(std::string_view text) {
    if (!m_isTerminal)
        return;
    writeNote(fmt::format("\r{}\x1B[K", text));
    m_hasLine = true;
}

void Terminal::clearLine() {
    if (m_hasLine)
        writeNote("\r\x1B[K");
    m_hasLine = false;
}

} // namespace peripheral::cli
