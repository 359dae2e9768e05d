// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/builtin_model.h"

#include <cstdlib>

namespace peripheral {

std::filesystem::path builtinModel() {
    if (const char* given = std::getenv("PERIPHERAL_MODEL"); given != nullptr && *given != '\0')
        return given;
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return (program.parent_path() / PERIPHERAL_MODEL_FROM_PROGRAM).lexically_normal();
}

std::span<const Suggestion> suggestions() {
    static constexpr Suggestion kSuggestions[] = {
        {"What is the capital of Japan?", "Tokyo"},
        {"What is 8 times 11?", "88"},
        {"Tell me a short story about a fox.", "fox"},
    };
    return kSuggestions;
}

} // namespace peripheral
