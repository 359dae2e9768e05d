// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/chat.h>

#include <filesystem>
#include <vector>

namespace peripheral::cli {

/// Reads a JSON array of {"role", "content"}. Errors name the file, the message and the key.
plm::Result<std::vector<plm::ChatMessage>> readMessages(const std::filesystem::path& path);

} // namespace peripheral::cli
