// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace plm {

// What repeated measurements come to, in the unit of the values; 0 where there are none. Any thread.

[[nodiscard]] double mean(std::span<const double> values);
/// The value in the middle, or halfway between the two that are.
[[nodiscard]] double median(std::vector<double> values);
/// Of a sample (n − 1); 0 where there is one value only.
[[nodiscard]] double standardDeviation(std::span<const double> values);

} // namespace plm
