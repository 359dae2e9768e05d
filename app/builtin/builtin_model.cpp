// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/builtin_model.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace peripheral {

namespace {

constexpr const char* kInstalled = "share/peripheral/models/plm-nano.gguf";

std::filesystem::path programFolder() {
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

} // namespace

std::filesystem::path builtinModel() {
    if (const char* given = std::getenv("PERIPHERAL_MODEL"); given != nullptr && *given != '\0')
        return given;
    const std::array<std::filesystem::path, 3> places{
        (programFolder() / ".." / kInstalled).lexically_normal(),
        std::filesystem::path(PERIPHERAL_INSTALL_PREFIX) / kInstalled,
        PERIPHERAL_SOURCE_MODEL,
    };
    const auto found = std::find_if(places.begin(), places.end(), [](const std::filesystem::path& place) {
        std::error_code error;
        return std::filesystem::is_regular_file(place, error);
    });
    return found == places.end() ? places.front() : *found;
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
