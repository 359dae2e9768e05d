// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/memory_need.h>

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace peripheral::cli {

/// Lengths of context worth telling about: 1,024 tokens and its doubles up to what the model was made for,
/// and that.
std::vector<std::uint64_t> contextsOf(const plm::MemoryNeed& need);

/// What a model needs by length of context and type of cache, and whether it fits into `available` bytes: an
/// array, an object for each; empty where there is no need (the file is no PLM).
nlohmann::json memoryNeedJson(const plm::Result<plm::MemoryNeed>& need,
                              std::optional<std::uint64_t> available);
/// The same as a table with a heading, or why nothing can be said.
std::string memoryNeedText(const plm::Result<plm::MemoryNeed>& need, const plm::ExecutorPlug& executor,
                           std::optional<std::uint64_t> available);

} // namespace peripheral::cli
