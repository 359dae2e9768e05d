// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/benchmark.h>
#include <plm/device_profile.h>
#include <plm/result.h>
#include <plm/session.h>

#include <optional>
#include <span>

namespace plm {

/// What writing without a pause came to.
struct SustainedMeasurement {
    SustainedRun run;
    std::optional<double> joulesPerToken;
};

/// Writes the tokens of `text` one by one for so many seconds, from the first again where they end, so that
/// the speed does not fall with the depth. Begins anew where something went before it (BenchControl::first).
/// Fails as Session::evaluate() does.
[[nodiscard]] Result<SustainedMeasurement> measureSustained(Session& session, std::span<const TokenId> text,
                                                            double seconds, const BenchControl& control);

} // namespace plm
