// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "compare/compared_profile.h"

#include <span>

namespace peripheral {

// What profiles measured, beside each other. A chart is empty where none of them has what it shows; a profile
// that lacks it is said to in a chart of the others. Any thread.

/// Tokens a second by test: medians with the five numbers of their samples, and differences from the
/// baseline.
[[nodiscard]] Chart speedChart(std::span<const ComparedProfile> profiles);
/// What of each process was in memory, by part.
[[nodiscard]] Chart memoryChart(std::span<const ComparedProfile> profiles);
/// Tokens a second of writing over the tokens before: medians, and quarters as bars.
[[nodiscard]] Chart depthChart(std::span<const ComparedProfile> profiles);
/// Tokens a second while they write without a pause.
[[nodiscard]] Chart sustainedChart(std::span<const ComparedProfile> profiles);
/// Whether each became slower while it wrote without a pause: a sentence each.
[[nodiscard]] QString sustainedTrends(std::span<const ComparedProfile> profiles);
/// Share of feed-forward neurons above zero by layer, while tokens are written.
[[nodiscard]] Chart activeNeuronsChart(std::span<const ComparedProfile> profiles);
/// What memory and kernels allow at most, and what reading and writing reach of it.
[[nodiscard]] Chart rooflineChart(std::span<const ComparedProfile> profiles);

} // namespace peripheral
