// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpus.h"
#include "machine_text.h"

#include <nlohmann/json.hpp>

namespace peripheral::cli {

/// Each GPU that Vulkan knows, with its limits, why it is skipped and what was measured; or why there is
/// none.
void addGpus(Facts& facts, const AskedGpus& asked);

/// The same for programs, devices as in gpu.json (docs/formats.md).
nlohmann::json gpusJson(const AskedGpus& asked);

} // namespace peripheral::cli
