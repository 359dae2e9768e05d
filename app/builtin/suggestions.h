// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace peripheral {

/// A question that the window proposes before the first one is asked. Questions are English whatever the
/// window's language: the built-in model knows no other.
struct Suggestion {
    std::string_view question;
    std::string_view expected; ///< words that a right answer has in it
};

/// In the order in which they are shown. The built-in model answers each of them rightly whatever the seed,
/// as suggestions_test asks of it. Any thread.
std::span<const Suggestion> suggestions();

} // namespace peripheral
