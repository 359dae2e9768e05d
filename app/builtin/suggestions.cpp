// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/suggestions.h"

namespace peripheral {

std::span<const Suggestion> suggestions() {
    static constexpr Suggestion kSuggestions[] = {
        {"What is the capital of Japan?", "Tokyo"},
        {"What is 8 times 11?", "88"},
        {"Tell me a short story about a fox.", "fox"},
    };
    return kSuggestions;
}

} // namespace peripheral
