// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// values.comp: what attention mixed by segment, joined and multiplied by the value rows of attn_kv_b.
#include "padded_rows.h"
#include "sample_matrices.h"
#include "segment_samples.h"
#include "step_numbers.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

struct ValuesShape {
    JoinShape join;
    std::uint32_t noPosition, value;

    [[nodiscard]] int rows() const { return static_cast<int>(join.heads * (noPosition + value)); }
};

class ValuesTest : public ShaderTest, public testing::WithParamInterface<quant::Format> {
protected:
    static void expectValues(const SampleMatrix& weights, const ValuesShape& shape,
                             const std::vector<float>& segments, bool exact = false);
};
INSTANTIATE_TEST_SUITE_P(Each, ValuesTest, testing::ValuesIn(allFormats()), formatName);
class ValuesIntegers : public ValuesTest {};
INSTANTIATE_TEST_SUITE_P(Each, ValuesIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class ValuesBlocks : public ValuesTest {};
INSTANTIATE_TEST_SUITE_P(Each, ValuesBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

/// A product of a row with what was joined, and how far off it may be.
void addProduct(const std::vector<Weight>& row, const PlainJoin& joined, float found, bool exact,
                Agreement& agreement) {
    Sum sum;
    double error = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        sum.add(row[i].value, joined.values[i], row[i].size);
        error += row[i].size * joined.bounds[i];
    }
    // 64 lanes have each their eights, whose products are added up first; then the lanes' sums are.
    const double depth = 8 + 2.0 * groupsFor(row.size(), 8 * 64) + 64;
    agreement.add(static_cast<double>(found), sum.value, exact ? 0 : (sum.bound(depth) + error) * 1.001);
}

void ValuesTest::expectValues(const SampleMatrix& weights, const ValuesShape& shape,
                              const std::vector<float>& segments, bool exact) {
    const JoinShape& join = shape.join;
    const LaidOut laidOut(weights, LineOrder::Rows);
    const std::uint32_t stride = strideOf(join.heads * shape.value);
    const Numbers words = numbers(laidOut.words), given = numbers(segments),
                  step = numbers(stepWords(join.position));
    const Numbers found = numbers(std::size_t{join.firstToken + join.tokens} * stride);
    run(kValues, laidOut.layout.constants(),
        ValuesArguments{laidOut.places(), join.heads, shape.noPosition, shape.value, join.rank,
                        join.firstToken, join.mostSegments},
        {groupsFor(shape.value, kValueRows), join.heads, join.tokens}, words, given, found, step);
    const auto rows = weights.weights();
    Agreement agreement;
    std::vector<bool> written(found.words().size());
    for (std::uint32_t token = 0; token < join.tokens; ++token)
        for (std::uint32_t head = 0; head < join.heads; ++head) {
            const PlainJoin joined(join.rank, join.countOf(token),
                                   segments.data() + join.placeOf(token, head));
            for (std::uint32_t v = 0; v < shape.value; ++v) {
                const std::size_t place =
                    std::size_t{join.firstToken + token} * stride + head * shape.value + v;
                addProduct(rows[head * (shape.noPosition + shape.value) + shape.noPosition + v], joined,
                           found.floats()[place], exact, agreement);
                written[place] = true;
            }
        }
    EXPECT_EQ(agreement.misses(), "")
        << weights.matrix().format->name << ": " << join.heads << " heads, latents of " << join.rank << ", "
        << join.tokens << " tokens";
    for (std::size_t i = 0; i < written.size(); ++i)
        ASSERT_EQ(found.words()[i] == Numbers::kUnwritten, !written[i]) << "number " << i;
}

/// As wide as whole blocks want it.
ValuesShape fitted(ValuesShape shape, const quant::Format& format) {
    shape.join.rank = static_cast<std::uint32_t>(wholeBlocks(format, static_cast<int>(shape.join.rank)));
    return shape;
}

/// One of each; odd ones; those of the golden models; many segments; the widest.
constexpr ValuesShape kValuesShapes[] = {{{1, 1, 0, 0, 1, 32}, 1, 1},
                                         {{5, 23, 60, 2, 8, 32}, 7, 11},
                                         {{2, 512, 150, 0, 1, 32}, 128, 128},
                                         {{2, 300, 2040, 3, 6, 32}, 16, 33},
                                         {{1, kMostLatentRank, 300, 0, 2, 4}, 3, 40}};

TEST_P(ValuesTest, AgreesWithPlainSums) {
    for (const ValuesShape& each : kValuesShapes) {
        const ValuesShape shape = fitted(each, GetParam());
        const SampleMatrix weights =
            randomMatrix(GetParam(), shape.rows(), static_cast<int>(shape.join.rank), 1);
        for (const float apart : {1.0F, 1e4F})
            expectValues(weights, shape, randomSegments(shape.join, apart));
    }
}

/// One segment whose sum is 1: the latent is what was mixed, and sums of small integers have no error at all.
TEST_P(ValuesIntegers, AreExact) {
    for (const ValuesShape& each :
         {ValuesShape{{3, 33, 5, 1, 4, 32}, 2, 37}, {{1, 1024, 20, 0, 1, 32}, 5, 9}}) {
        const ValuesShape shape = fitted(each, GetParam());
        const SampleMatrix weights =
            integerMatrix(GetParam(), shape.rows(), static_cast<int>(shape.join.rank), 5);
        auto segments = sampleInputs(Inputs::SmallIntegers, shape.join.placeOf(shape.join.tokens, 0), 6);
        for (std::size_t at = 0; at < segments.size(); at += shape.join.stride())
            segments[at + shape.join.rank + 1] = 1;
        expectValues(weights, shape, segments, true);
    }
}

TEST_P(ValuesTest, AgreesForUnusualLatents) {
    const ValuesShape shape = fitted(kValuesShapes[1], GetParam());
    const SampleMatrix weights = randomMatrix(GetParam(), shape.rows(), static_cast<int>(shape.join.rank), 3);
    for (const Inputs kind : kUnusualInputs) {
        auto segments = randomSegments(shape.join, 2);
        const auto unusual = sampleInputs(kind, segments.size(), 4);
        for (std::size_t i = 0; i < segments.size(); ++i)
            if (i % shape.join.stride() < shape.join.rank && !std::isnan(segments[i]))
                segments[i] = unusual[i];
        expectValues(weights, shape, segments);
    }
}

TEST_P(ValuesBlocks, AgreeWhereTheyAreExtreme) {
    const SampleMatrix weights = extremeMatrix(GetParam(), 256);
    const ValuesShape shape{{1, weights.columns(), 100, 0, 2, 32}, 0, weights.rows()};
    for (const float apart : {0.0F, 3.0F})
        expectValues(weights, shape, randomSegments(shape.join, apart));
}

} // namespace
