// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace peripheral {

/// Where the built-in model is: $PERIPHERAL_MODEL where that is set; else in the shared data that the program
/// was installed with (../share/peripheral/models), wherever that was moved to; else the first that exists in
/// $XDG_DATA_HOME and $XDG_DATA_DIRS. Where none exists, the one beside the program, so that an error names
/// it. Any thread.
std::filesystem::path builtinModel();

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
