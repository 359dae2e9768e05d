// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>
#include <plm/tokenizer.h>

#include <filesystem>
#include <string>
#include <vector>

namespace peripheral::cli {

/// All of a file; errors name it.
plm::Result<std::string> readFile(const std::filesystem::path& path);

/// The token ids in a file, separated by blanks; errors name the file and what is no id.
plm::Result<std::vector<plm::TokenId>> readTokens(const std::filesystem::path& path);

} // namespace peripheral::cli
