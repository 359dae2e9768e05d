// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace peripheral::kiosk {

/// All bytes of a file of at most `mostBytes`, or a sentence that says why they cannot be had. Anything may
/// lie there: a folder, a device and a pipe are refused, and nothing is waited for.
[[nodiscard]] tl::expected<std::string, std::string> readSmallFile(const std::filesystem::path& path,
                                                                   std::size_t mostBytes);

/// Writes a file that only this user can read (0600), so that after a loss of power either what was there
/// before is there, or all of `text`: by way of "<path>.new", which takes the place of `path` when it is on
/// the disk. One at a time: two that write the same file at once are in each other's way. The folder has to
/// be there.
[[nodiscard]] tl::expected<void, std::string> writeSmallFile(const std::filesystem::path& path,
                                                             std::string_view text);

} // namespace peripheral::kiosk
