// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu_probe.h>

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plm::gpu {

// What a process that asks GPUs says, a line each, and whoever started it reads.

/// It has not hung: it begins, or got on.
struct ProbeProgress {};
/// The devices; the last line.
struct ProbeDevices {
    std::vector<GpuDevice> devices{};
};
/// What was measured; the last line. `reason` is for whoever reads it to make.
struct ProbeMeasure {
    GpuMeasure measure{};
};
/// Why nothing came of it, one sentence; the last line.
struct ProbeFailure {
    std::string sentence{};
};
using ProbeLine = std::variant<ProbeProgress, ProbeDevices, ProbeMeasure, ProbeFailure>;

/// JSON in one line, which it does not end.
[[nodiscard]] std::string toText(const ProbeLine& line);
/// Nothing where it is no such line.
[[nodiscard]] std::optional<ProbeLine> probeLine(std::string_view text);

} // namespace plm::gpu
