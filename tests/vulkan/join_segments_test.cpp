// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// join_segments.comp: what attention mixed over a whole cache, from what it mixed by segment.
#include "padded_rows.h"
#include "segment_samples.h"
#include "step_numbers.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

class JoinTest : public ShaderTest {
protected:
    /// A row for each head of a token.
    static std::vector<float> joined(const JoinShape& shape, const std::vector<float>& segments);
    static void expectJoined(const JoinShape& shape, const std::vector<float>& segments);
};

std::vector<float> JoinTest::joined(const JoinShape& shape, const std::vector<float>& segments) {
    const Numbers given = numbers(segments), step = numbers(stepWords(shape.position));
    const Numbers found = numbers(std::size_t{shape.tokens} * shape.heads * strideOf(shape.rank));
    run(kJoinSegments, {}, JoinArguments{shape.heads, shape.rank, shape.firstToken, shape.mostSegments},
        {shape.heads, shape.tokens, 1}, given, found, step);
    return {found.floats().begin(), found.floats().end()};
}

void JoinTest::expectJoined(const JoinShape& shape, const std::vector<float>& segments) {
    const std::vector<float> found = joined(shape, segments);
    Agreement agreement;
    const float* row = found.data();
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head, row += strideOf(shape.rank)) {
            const PlainJoin plain(shape.rank, shape.countOf(token),
                                  segments.data() + shape.placeOf(token, head));
            for (std::size_t i = 0; i < shape.rank; ++i)
                agreement.add(static_cast<double>(row[i]), plain.values[i], plain.bounds[i]);
            for (std::size_t i = shape.rank; i < strideOf(shape.rank); ++i)
                EXPECT_EQ(std::bit_cast<std::uint32_t>(row[i]), Numbers::kUnwritten);
        }
    EXPECT_EQ(agreement.misses(), "") << shape.rank << " values, " << shape.heads << " heads, "
                                      << shape.tokens << " tokens from " << shape.position;
}

TEST_F(JoinTest, AgreesWithPlainSums) {
    for (const JoinShape& shape : {JoinShape{1, 1, 0, 0, 1, 32},
                                   {5, 23, 60, 2, 17, 4},
                                   {16, 512, 150, 0, 2, 32},
                                   {2, 300, 2040, 5, 6, 32},
                                   {3, 1024, 300, 1, 3, 5}})
        for (const float apart : {0.0F, 1.0F, 20.0F, 1e4F})
            expectJoined(shape, randomSegments(shape, apart));
}

/// Equal scores: the weights are alike, and what is left to round is the quotient.
TEST_F(JoinTest, DividesByTheSumOfAllSegments) {
    std::vector<float> segments;
    for (int s = 0; s < 3; ++s)
        segments.insert(segments.end(), {8, -16, 0, 5, 4}); // three values, a score, a sum
    const std::vector<float> found = joined({1, 3, 130, 0, 1, 3}, segments);
    EXPECT_NEAR(found[0], 2, 2 * 8 * kUnit);
    EXPECT_NEAR(found[1], -4, 4 * 8 * kUnit);
    EXPECT_EQ(found[2], 0);
}

/// One segment above all others by 10 000.
TEST_F(JoinTest, TakesTheOneThatDominates) {
    const JoinShape shape{1, 50, 32 * 64 - 1, 0, 1, 32};
    ASSERT_EQ(shape.countOf(0), 32U);
    for (std::size_t best = 0; best < 32; ++best) {
        auto segments = randomSegments(shape, 0);
        float* own = segments.data() + best * shape.stride();
        own[shape.rank] = 1e4F;
        own[shape.rank + 1] = 1;
        const auto found = joined(shape, segments);
        EXPECT_EQ(std::vector(found.begin(), found.begin() + 50), std::vector(own, own + 50)) << best;
    }
}

} // namespace
