// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <vector>

/// Charts of every kind, with labels as long as those of real devices and models.
[[nodiscard]] std::vector<peripheral::Chart> sampleCharts();
/// The same kinds without a single number, or with none but zeros, NaN and infinity.
[[nodiscard]] std::vector<peripheral::Chart> hollowCharts();
