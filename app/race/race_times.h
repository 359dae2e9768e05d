// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>
#include <plm/result.h>

#include <vector>

namespace peripheral {

/// What is read and written in a race, in tokens.
struct RaceCourse {
    int promptTokens = 0;
    int answerTokens = 0;
};

/// When a device is how far, in seconds since the start.
struct RaceTimes {
    int promptTokens = 0;
    double reading = 0;           ///< until the prompt is read
    std::vector<double> arrivals; ///< of each token of the answer, rising

    [[nodiscard]] int tokensRead(double second) const;
    [[nodiscard]] int tokensWritten(double second) const;
    [[nodiscard]] double firstToken() const { return arrivals.empty() ? reading : arrivals.front(); }
    [[nodiscard]] double end() const { return arrivals.empty() ? reading : arrivals.back(); }
};

/// What a profile lacks without which it cannot race.
enum class RaceLack { PromptSpeed, WritingSpeed };

/// How fast the device of a profile goes over the course. The prompt takes as long a token as in the test of
/// prompts that is nearest in length; its end brings the first token. Each later one takes what writing took
/// at its depth: the medians of the tests of writing stand for the middle of what they wrote, and between two
/// of them lies a straight line, because what attention costs grows with the depth; outside of them nothing
/// was measured, and the nearest one holds. Any thread.
[[nodiscard]] tl::expected<RaceTimes, RaceLack> raceTimes(const plm::DeviceProfile& profile,
                                                          const RaceCourse& course);

} // namespace peripheral
