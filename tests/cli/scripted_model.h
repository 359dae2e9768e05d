// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace peripheral::cli {

/// Writes a tiny model that answers everything with `answer`: to each byte belongs the one that follows it,
/// so that no byte may come twice in it, and none may be a line feed, with which every prompt ends. It loads
/// at once.
void writeScriptedModel(const std::filesystem::path& path, std::string_view answer);

} // namespace peripheral::cli
