// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/candidates.h"
#include "random_values.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <vector>

namespace plm::test {

/// A row of logits, and what is special about it.
struct LogitSample {
    std::string name;
    std::vector<float> logits;
};

/// Rows that a model gives, and such as it should not.
inline std::vector<LogitSample> logitSamples(std::size_t count) {
    const auto random = randomValues(count, static_cast<unsigned>(count));
    const auto rowOf = [&](auto&& at) {
        std::vector<float> row(count);
        for (std::size_t i = 0; i < count; ++i)
            row[i] = at(i);
        return row;
    };
    const auto with = [&](std::size_t at, float value) {
        auto row = random;
        row[at % count] = value;
        return row;
    };
    constexpr float kDenormal = 1e-45F;
    return {
        {"random", random},
        {"rising", rowOf([](std::size_t i) { return static_cast<float>(i); })},
        {"falling", rowOf([](std::size_t i) { return -static_cast<float>(i); })},
        {"all equal", rowOf([](std::size_t) { return -2.5F; })},
        {"few values", rowOf([&](std::size_t i) { return std::round(random[i]); })},
        {"zeros of both signs", rowOf([](std::size_t i) { return i % 3 == 1 ? 0.0F : -0.0F; })},
        {"denormals", rowOf([](std::size_t i) { return kDenormal * (static_cast<float>(i % 5) - 2.0F); })},
        {"the largest", rowOf([](std::size_t i) { return i % 7 == 3 ? FLT_MAX : -FLT_MAX; })},
        {"one above, last", with(count - 1, 100)},
        {"one above, first", with(0, 100)},
        {"equals far apart", rowOf([&](std::size_t i) { return i % 61 == 60 ? 9.0F : random[i]; })},
        {"a NaN", with(count / 2, NAN)},
        {"a negative NaN, last", with(count - 1, -NAN)},
        {"an infinity", with(count / 3, INFINITY)},
        {"a negative infinity", with(count / 5, -INFINITY)},
        {"NaNs only", rowOf([](std::size_t) { return NAN; })},
    };
}

/// The first of all tokens by sorting them.
inline std::vector<Candidate> sortedCandidates(const std::vector<float>& logits, std::size_t count) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < logits.size(); ++i)
        all.push_back({static_cast<TokenId>(i), logits[i]});
    std::ranges::stable_sort(all, [](const Candidate& a, const Candidate& b) {
        const bool isNumber[] = {std::isfinite(a.logit), std::isfinite(b.logit)};
        if (!isNumber[0] || !isNumber[1])
            return !isNumber[0] && isNumber[1];
        return a.logit > b.logit;
    });
    all.resize(count);
    return all;
}

/// The bits of both, as NaNs are not equal to themselves.
inline bool areSame(const Candidate& a, const Candidate& b) {
    return a.token == b.token &&
           std::bit_cast<std::uint32_t>(a.logit) == std::bit_cast<std::uint32_t>(b.logit);
}

} // namespace plm::test
