// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "fit/fit_case.h"

namespace peripheral {

/// What is needed of the memory with that context, by part, against what the device has. Any thread.
[[nodiscard]] Chart fitMemoryChart(const FitFindings& findings);
/// Tokens a second of writing over the tokens before, measured ones beside what is estimated; empty where
/// nothing is known.
[[nodiscard]] Chart fitSpeedChart(const FitFindings& findings);

} // namespace peripheral
