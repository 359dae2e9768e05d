// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/stopwatch.h"

#include <plm/benchmark.h>
#include <plm/profile_run.h>
#include <plm/result.h>

#include <cstddef>
#include <stop_token>
#include <vector>

namespace plm {

/// Tokens of context that the sustained run comes to.
inline constexpr int kSustainedDepth = 128;
/// Tokens that the quality text is read in at a time, and the most of it that are read: 720 of a vocabulary
/// like Qwen2's, and more of one that knows single bytes only.
inline constexpr int kQualityContext = 512;
inline constexpr std::size_t kQualityTokens = 1024;

/// What a run does, and how long each step is likely to take.
struct ProfilePlan {
    std::vector<BenchTest> tests;
    std::vector<int> threads; ///< to measure memory and kernels with
    /// Estimated seconds by step, in this order: writing a synthetic model, starts, each of the tests, the
    /// sustained run, quality, bandwidth, the kernels' speed, the file's hash.
    std::vector<double> seconds;
};

/// 1, 2, 4 and so on, up to all that this process may use, and among them one a physical core.
[[nodiscard]] std::vector<int> threadsToMeasure();

/// Fails as estimateProfile() does.
[[nodiscard]] Result<ProfilePlan> planProfile(const ProfileSetup& setup, const std::stop_token& stop);

/// Says what is left of a plan while it is carried out.
class ProfileClock {
public:
    explicit ProfileClock(std::vector<double> seconds) : m_seconds(std::move(seconds)) {}
    /// A step is over, and the next one begins.
    void next();
    /// Seconds that are left of the whole plan.
    [[nodiscard]] double left(const BenchProgress& now) const;

private:
    std::vector<double> m_seconds;
    std::size_t m_step = 0;
    Stopwatch m_watch; ///< since the step began
};

} // namespace plm
