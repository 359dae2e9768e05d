// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/attention/query_lanes.h"
#include "quant/half.h"
#include "random_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <span>
#include <vector>

namespace {

using namespace plm::cpu;
using plm::test::randomValues;

constexpr std::size_t kWidth = 96; // of keys and values: one whole piece of four vectors, and two more

/// The nearest value with 8 significant bits.
double rounded(float value) {
    int exponent = 0;
    const double fraction = std::frexp(static_cast<double>(value), &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(fraction, 8)), exponent - 8);
}

class RoundedAttention : public testing::Test {
protected:
    void SetUp() override {
        for (const Kernels* kernels : usableKernels())
            if (kernels->rounded != nullptr)
                m_kernels = kernels;
        if (m_kernels == nullptr)
            GTEST_SKIP() << "This processor has no kernels that round attention (AVX512_BF16).";
    }
    /// `rows` × kWidth, and queries put into the lanes.
    void score(const std::vector<float>& keys, const std::vector<float>& queries, int visible) {
        const int count = static_cast<int>(keys.size() / kWidth);
        const ConstRows view{keys.data(), kWidth, count};
        m_rows.takeKeys(*m_kernels, view, true);
        m_rows.takeValues(*m_kernels, view, kWidth, true);
        LaneQueries lanes;
        lanes.shape(kWidth, true);
        for (std::size_t lane = 0; lane < kQueryLanes; ++lane) {
            lanes.put(static_cast<int>(lane), 0, queries.data() + lane * kWidth, 33); // an odd cut
            lanes.put(static_cast<int>(lane), 33, queries.data() + lane * kWidth + 33, kWidth - 33);
        }
        std::array<int, kQueryLanes> seen{};
        seen.fill(visible);
        m_scores.score(*m_kernels, lanes, m_rows);
        m_scores.hide(seen);
    }
    /// mixed() by random queries of m_rows.
    std::vector<float> scoresAndMix(std::size_t width, std::size_t valueColumns, int rows) {
        LaneQueries lanes;
        lanes.shape(width, true);
        const auto queries = randomValues(kQueryLanes * width, 6);
        for (std::size_t lane = 0; lane < kQueryLanes; ++lane)
            lanes.put(static_cast<int>(lane), 0, queries.data() + lane * width, width);
        std::array<int, kQueryLanes> seen{};
        seen.fill(rows);
        m_scores.score(*m_kernels, lanes, m_rows);
        m_scores.hide(seen);
        return mixed(valueColumns);
    }
    /// What the scores mix of `columns` values, and then each lane's largest score and sum of weights.
    std::vector<float> mixed(std::size_t columns) {
        ByLane largest;
        largest.fill(std::numeric_limits<float>::lowest());
        m_scores.raise(*m_kernels, largest);
        ByLane sums{};
        m_scores.weigh(*m_kernels, largest, 0.1F, sums);
        std::vector<float> out(kQueryLanes * columns);
        m_scores.mix(*m_kernels, kQueryLanes, m_rows, out.data(), columns, false);
        out.insert(out.end(), largest.begin(), largest.end());
        out.insert(out.end(), sums.begin(), sums.end());
        return out;
    }
    const Kernels* m_kernels = nullptr;
    LaneRows m_rows;
    LaneScores m_scores;
};

/// Scores and weights from the same numbers in double precision; what is rounded is rounded there too, but
/// for the weights, whose rounding the tolerance covers.
TEST_F(RoundedAttention, AgreesWithDoublePrecision) {
    constexpr float kScale = 0.1F;
    for (const std::size_t rows : {1U, 2U, 16U, 37U, 128U}) {
        const auto keys = randomValues(rows * kWidth, 1);
        const auto queries = randomValues(kQueryLanes * kWidth, 2);
        score(keys, queries, static_cast<int>(rows));
        ByLane largest;
        largest.fill(std::numeric_limits<float>::lowest());
        m_scores.raise(*m_kernels, largest);
        ByLane sums{};
        m_scores.weigh(*m_kernels, largest, kScale, sums);
        std::vector<float> out(kQueryLanes * kWidth, 1.0F);
        m_scores.mix(*m_kernels, kQueryLanes, m_rows, out.data(), kWidth, true);
        for (std::size_t lane = 0; lane < kQueryLanes; ++lane) {
            std::vector<double> scores(rows);
            for (std::size_t s = 0; s < rows; ++s)
                for (std::size_t c = 0; c < kWidth; ++c)
                    scores[s] += rounded(keys[s * kWidth + c]) * rounded(queries[lane * kWidth + c]);
            const double most = *std::max_element(scores.begin(), scores.end());
            EXPECT_NEAR(largest[lane], most, 1e-4);
            double sum = 0;
            std::vector<double> mixed(kWidth, 1.0);
            for (std::size_t s = 0; s < rows; ++s) {
                const double weight = std::exp((scores[s] - most) * static_cast<double>(kScale));
                sum += weight;
                for (std::size_t c = 0; c < kWidth; ++c)
                    mixed[c] += weight * rounded(keys[s * kWidth + c]);
            }
            EXPECT_NEAR(sums[lane], sum, 1e-4 * sum);
            for (std::size_t c = 0; c < kWidth; ++c)
                EXPECT_NEAR(out[lane * kWidth + c], mixed[c], 0.01 * sum) << rows << " rows";
        }
    }
}

TEST_F(RoundedAttention, WhatIsNotVisibleChangesNoBit) {
    const auto queries = randomValues(kQueryLanes * kWidth, 3);
    auto keys = randomValues(50 * kWidth, 4);
    std::vector<std::vector<float>> results;
    for (const std::size_t rows : {21U, 50U}) {
        score({keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(rows * kWidth)}, queries, 21);
        results.push_back(mixed(kWidth));
    }
    EXPECT_EQ(results[0], results[1]);
}

/// Half-precision rows at once, or by way of float32: the same bits, whatever the width and the last pair.
TEST_F(RoundedAttention, HalvesAreRoundedAsTheirValuesAre) {
    for (const std::size_t width : {96U, 72U, 33U})
        for (const int rows : {1, 2, 37, 128}) {
            const std::size_t padding = padded(width);
            const auto random = randomValues(static_cast<std::size_t>(rows) * width, 5);
            std::vector<std::uint16_t> halves;
            std::vector<float> values(static_cast<std::size_t>(rows) * padding);
            for (std::size_t i = 0; i < random.size(); ++i) {
                halves.push_back(plm::quant::floatToHalf(random[i]));
                values[i / width * padding + i % width] = plm::quant::halfToFloat(halves.back());
            }
            const std::size_t valueColumns = padding - kQueryLanes; // an odd number of pieces
            std::vector<std::vector<float>> results;
            for (const bool halvesAtOnce : {false, true}) {
                if (halvesAtOnce) {
                    m_rows.takeHalves(*m_kernels, std::as_bytes(std::span(halves)).data(), width, rows,
                                      valueColumns);
                } else {
                    m_rows.takeKeys(*m_kernels, {values.data(), padding, rows}, true);
                    m_rows.takeValues(*m_kernels, {values.data(), padding, rows}, valueColumns, true);
                }
                results.push_back(scoresAndMix(width, valueColumns, rows));
            }
            EXPECT_EQ(results[0], results[1]) << rows << " rows of " << width;
        }
}

TEST_F(RoundedAttention, TiesGoToEven) {
    const float ulp = 1.0F / 128;
    const std::vector<float> values{1.0F + ulp / 2, 1.0F + 3 * ulp / 2, -1.0F - ulp / 2, 0x1.fffffep0F};
    const std::vector<float> expected{1.0F, 1.0F + 2 * ulp, -1.0F, 2.0F};
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::vector<float> keys(kWidth);
        std::vector<float> queries(kQueryLanes * kWidth);
        keys[3] = 1;
        queries[3] = values[i];
        score(keys, queries, 1);
        ByLane asQuery;
        asQuery.fill(std::numeric_limits<float>::lowest());
        m_scores.raise(*m_kernels, asQuery);
        EXPECT_EQ(asQuery[0], expected[i]);
        keys[3] = values[i];
        queries[3] = 1;
        score(keys, queries, 1);
        ByLane asKey;
        asKey.fill(std::numeric_limits<float>::lowest());
        m_scores.raise(*m_kernels, asKey);
        EXPECT_EQ(asKey[0], expected[i]);
    }
}

} // namespace
