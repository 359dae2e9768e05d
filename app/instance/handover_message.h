// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace peripheral {

/// What a second start asks of the window that runs: to come forward, and to open a file.
struct HandoverMessage {
    std::string file; ///< absolute, as the system has it; empty: none
    /// The desktop's permission to come forward ($XDG_ACTIVATION_TOKEN, on X11 $DESKTOP_STARTUP_ID); empty
    /// where there is none.
    std::string activationToken;

    bool operator==(const HandoverMessage&) const = default;
};

/// No message is longer.
inline constexpr std::size_t kLongestHandover = 6 * 1024;

/// The message as bytes: "peripheral 1\n", then for each field its length, a colon, its bytes and a comma. A
/// token that nobody would read is left out.
[[nodiscard]] std::string writeHandover(const HandoverMessage& message);

/// What bytes that have arrived come to.
struct ReadHandover {
    enum class State {
        Incomplete, ///< they may become a message
        Wrong,      ///< whatever follows, they never will
        Complete,
    };
    State state = State::Incomplete;
    HandoverMessage message; ///< of Complete
};

/// Reads bytes of a stranger: any are allowed. A file must be an absolute path of at most 4,096 bytes, a
/// token at most 1,024 visible characters of ASCII.
[[nodiscard]] ReadHandover readHandover(std::string_view bytes);

} // namespace peripheral
