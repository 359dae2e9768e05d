// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace peripheral {

/// Where the built-in model is: $PERIPHERAL_MODEL where that is set; else the first that exists of
/// ../share/peripheral/models/plm-nano.gguf beside the program, the same in the install prefix, and the file
/// in the sources. Where none exists, the first of these, so that an error names it. Any thread.
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
