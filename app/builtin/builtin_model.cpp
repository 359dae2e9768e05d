// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "builtin/builtin_model.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace peripheral {

namespace {

std::string variable(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? otherwise : value;
}

/// Where shared data may be, the likeliest first: beside the program, which may have been moved with its
/// prefix; then where the XDG Base Directory Specification says, for programs that are linked to from
/// elsewhere.
std::vector<std::filesystem::path> sharedFolders() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    std::vector<std::filesystem::path> folders{
        (program.parent_path() / PERIPHERAL_SHARED_FROM_PROGRAM).lexically_normal(),
        variable("XDG_DATA_HOME", variable("HOME", "") + "/.local/share")};
    std::istringstream others(variable("XDG_DATA_DIRS", "/usr/local/share:/usr/share"));
    for (std::string folder; std::getline(others, folder, ':');)
        folders.emplace_back(folder);
    return folders;
}

} // namespace

std::filesystem::path builtinModel() {
    if (const std::string given = variable("PERIPHERAL_MODEL", ""); !given.empty())
        return given;
    const auto folders = sharedFolders();
    const auto modelIn = [](const auto& folder) { return folder / "peripheral/models/plm-nano.gguf"; };
    const auto found = std::find_if(folders.begin(), folders.end(), [&](const auto& folder) {
        std::error_code error;
        return folder.is_absolute() && std::filesystem::is_regular_file(modelIn(folder), error);
    });
    return modelIn(found == folders.end() ? folders.front() : *found);
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
