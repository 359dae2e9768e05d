// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// Any bytes in quotation marks, for a sentence of one line: what is no text, or would begin a new line,
/// becomes
/// "\xNN"; what is longer than a hundred characters ends in "…".
[[nodiscard]] std::string quoted(std::string_view bytes);

/// A file's name in quotation marks, all of it.
[[nodiscard]] std::string quoted(const std::filesystem::path& path);

} // namespace peripheral::kiosk
