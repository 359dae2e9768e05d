// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/profile.h>

#include <nlohmann/json_fwd.hpp>

namespace peripheral::cli {

/// Seconds and bytes of weights by part, bytes of the cache, and what was read a token.
nlohmann::json countersJson(const plm::Counters& counters);
nlohmann::json memoryJson(const plm::SessionMemory& memory);

} // namespace peripheral::cli
