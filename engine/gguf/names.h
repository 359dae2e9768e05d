// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plm::gguf {

/// `bytes` in double quotes for a sentence: what is not UTF-8, and control characters, as \xNN; at most 80
/// characters of it.
std::string inQuotes(std::string_view bytes);

/// `bytes` with what is not UTF-8 as \xNN, and nothing else changed.
std::string asUtf8(std::string_view bytes);

/// `path` for a sentence, as asUtf8().
std::string displayName(const std::filesystem::path& path);

} // namespace plm::gguf
