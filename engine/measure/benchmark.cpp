// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"

#include <plm/benchmark.h>
#include <plm/device_profile.h>

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <numeric>
#include <random>

namespace plm {

std::string BenchTest::name() const {
    return fmt::format("{}{}", kind == Kind::Prompt ? "pp" : "tg", tokens);
}

std::vector<BenchTest> planBench(const std::vector<int>& prompts, const std::vector<int>& generations,
                                 const std::vector<int>& depths) {
    std::vector<BenchTest> tests;
    for (const int depth : depths) {
        for (const int tokens : prompts)
            tests.push_back({BenchTest::Kind::Prompt, tokens, depth});
        for (const int tokens : generations)
            tests.push_back({BenchTest::Kind::Generation, tokens, depth});
    }
    std::erase_if(tests, [](const BenchTest& test) { return test.tokens == 0; });
    std::stable_sort(tests.begin(), tests.end(),
                     [](const BenchTest& a, const BenchTest& b) { return a.depth < b.depth; });
    return tests;
}

int longestContext(std::span<const BenchTest> tests) {
    int longest = 1;
    for (const BenchTest& test : tests)
        longest = std::max(longest, test.depth + test.tokens);
    return longest;
}

Status checkTest(const BenchTest& test, std::size_t tokens) {
    if (test.depth < 0 || test.tokens < 0)
        return fail(ErrorKind::BadArgument, fmt::format("{} at {} is no test.", test.name(), test.depth));
    if (static_cast<std::size_t>(longestContext({&test, 1})) > tokens)
        return fail(ErrorKind::BadArgument, fmt::format("{} at {} needs more than the {} tokens there are.",
                                                        test.name(), test.depth, tokens));
    return {};
}

int warmUpTokens(const BenchTest& test) {
    constexpr int kGenerated = 4; // generating does the same thing at every token
    return test.kind == BenchTest::Kind::Prompt ? test.tokens : std::min(test.tokens, kGenerated);
}

namespace {

std::vector<double> speedsOf(const BenchTest& test, std::span<const double> seconds) {
    std::vector<double> speeds;
    for (const double time : seconds)
        speeds.push_back(test.tokens / time);
    return speeds;
}

} // namespace

std::vector<double> BenchResult::speeds() const {
    return speedsOf(test, seconds);
}

std::vector<double> ProfiledTest::speeds() const {
    return speedsOf(test, seconds);
}

std::optional<double> BenchResult::bytesPerToken() const {
    if (test.kind == BenchTest::Kind::Prompt)
        return std::nullopt;
    return cost.bytesReadPerToken();
}

double BenchResult::sparsity(int feedForward) const {
    const std::vector<float> shares = cost.activeShares(feedForward);
    if (shares.empty())
        return 0;
    const double active = std::accumulate(shares.begin(), shares.end(), 0.0);
    return 1 - active / static_cast<double>(shares.size());
}

std::vector<TokenId> randomTokens(int count, int vocabulary, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<TokenId> tokens(static_cast<std::size_t>(std::max(count, 0)));
    for (TokenId& token : tokens)
        token = static_cast<TokenId>(random() % static_cast<std::uint64_t>(vocabulary));
    return tokens;
}

} // namespace plm
