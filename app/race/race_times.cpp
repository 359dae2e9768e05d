// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "race/race_times.h"

#include <plm/sample_statistics.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace peripheral {

namespace {

using plm::BenchTest;

/// Seconds a token, after so many tokens of context.
struct PaceAtDepth {
    double depth;
    double seconds;
};

double secondsPerToken(const plm::ProfiledTest& test) {
    return plm::median(test.seconds) / test.test.tokens;
}

bool tells(const plm::ProfiledTest& test, BenchTest::Kind kind) {
    return test.test.kind == kind && test.test.tokens > 0 && !test.seconds.empty();
}

/// Of the test of prompts nearest in length, of these that with the least depth.
std::optional<double> promptPace(const plm::DeviceProfile& profile, int promptTokens) {
    const plm::ProfiledTest* nearest = nullptr;
    const auto distance = [promptTokens](const plm::ProfiledTest& test) {
        return std::pair(std::abs(std::log(double(test.test.tokens) / std::max(promptTokens, 1))),
                         test.test.depth);
    };
    for (const plm::ProfiledTest& test : profile.tests)
        if (tells(test, BenchTest::Kind::Prompt) &&
            (nearest == nullptr || distance(test) < distance(*nearest)))
            nearest = &test;
    return nearest == nullptr ? std::nullopt : std::optional(secondsPerToken(*nearest));
}

/// By rising depth.
std::vector<PaceAtDepth> writingPaces(const plm::DeviceProfile& profile) {
    std::vector<PaceAtDepth> paces;
    for (const plm::ProfiledTest& test : profile.tests)
        if (tells(test, BenchTest::Kind::Generation))
            paces.push_back({test.test.depth + (test.test.tokens - 1) / 2.0, secondsPerToken(test)});
    std::stable_sort(paces.begin(), paces.end(),
                     [](const PaceAtDepth& a, const PaceAtDepth& b) { return a.depth < b.depth; });
    return paces;
}

/// `paces` are not empty.
double secondsAt(const std::vector<PaceAtDepth>& paces, double depth) {
    const auto after = std::find_if(paces.begin(), paces.end(),
                                    [depth](const PaceAtDepth& pace) { return pace.depth >= depth; });
    if (after == paces.begin())
        return paces.front().seconds;
    if (after == paces.end())
        return paces.back().seconds;
    const PaceAtDepth& before = *std::prev(after);
    const double share = (depth - before.depth) / (after->depth - before.depth);
    return before.seconds + share * (after->seconds - before.seconds);
}

} // namespace

int RaceTimes::tokensRead(double second) const {
    if (second >= reading)
        return promptTokens;
    return std::clamp(static_cast<int>(promptTokens * second / reading), 0, promptTokens);
}

int RaceTimes::tokensWritten(double second) const {
    return static_cast<int>(std::upper_bound(arrivals.begin(), arrivals.end(), second) - arrivals.begin());
}

tl::expected<RaceTimes, RaceLack> raceTimes(const plm::DeviceProfile& profile, const RaceCourse& course) {
    const std::optional<double> prompt = promptPace(profile, course.promptTokens);
    if (!prompt)
        return tl::unexpected(RaceLack::PromptSpeed);
    const std::vector<PaceAtDepth> paces = writingPaces(profile);
    if (paces.empty())
        return tl::unexpected(RaceLack::WritingSpeed);
    RaceTimes times{
        .promptTokens = course.promptTokens, .reading = *prompt * course.promptTokens, .arrivals = {}};
    double second = times.reading;
    for (int token = 0; token < course.answerTokens; ++token) {
        if (token > 0)
            second += secondsAt(paces, course.promptTokens + token - 1);
        times.arrivals.push_back(second);
    }
    return times;
}

} // namespace peripheral
