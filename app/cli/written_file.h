// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <filesystem>
#include <string_view>

namespace peripheral::cli {

/// Prints the size of a file of `type` that was just written, and how many of its tensors have which format.
plm::Status printWrittenFile(const std::filesystem::path& path, std::string_view type);

/// The engine names values as options are called; for users they begin with two dashes.
plm::Status namingOptions(plm::Status status);

} // namespace peripheral::cli
