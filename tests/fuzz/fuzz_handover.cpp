// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance/handover_message.h"

#include <cstdlib>

using peripheral::ReadHandover;

/// Any bytes are a message that is written the same way again, the beginning of one, or wrong for ever; and a
/// message names nothing but an absolute path, and a token without blanks.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = peripheral::readHandover(bytes);
    if (read.state != ReadHandover::State::Complete) {
        const bool longer = bytes.size() > peripheral::kLongestHandover;
        return longer && read.state == ReadHandover::State::Incomplete ? (std::abort(), 0) : 0;
    }
    const auto& [file, token] = read.message;
    if ((!file.empty() && file.front() != '/') || file.find('\0') != std::string::npos ||
        token.find_first_of(" \n\t") != std::string::npos)
        std::abort();
    if (peripheral::writeHandover(read.message) != bytes || bytes.size() > peripheral::kLongestHandover)
        std::abort();
    // Every beginning of it may become it.
    for (std::size_t part = 0; part < bytes.size(); ++part)
        if (peripheral::readHandover(bytes.substr(0, part)).state != ReadHandover::State::Incomplete)
            std::abort();
    return 0;
}
