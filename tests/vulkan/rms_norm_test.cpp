// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// rms_norm.comp: what the shares of a token's neurons come to, added to its residual; rows of that divided by
// their root mean square, times weights.
#include "norm_reference.h"
#include "padded_rows.h"
#include "sample_inputs.h"
#include "shader_test.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr float kNormEpsilon = 1e-6F;

struct NormShape {
    std::uint32_t width, tokens, firstToken = 0, firstWeight = 0, shares = 0;

    /// One more than there is work for: neither it nor those before are to change.
    [[nodiscard]] std::uint32_t rows() const { return firstToken + tokens + 1; }
    [[nodiscard]] std::size_t values() const { return std::size_t{rows()} * width; }
    [[nodiscard]] std::size_t shareValues() const {
        return std::size_t{firstToken + tokens} * shares * width;
    }
};

class RmsNormTest : public ShaderTest {
protected:
    /// `added` are rows of the shares, behind one another those of each token.
    static void expectNormalised(const NormShape& shape, const std::vector<float>& rows,
                                 const std::vector<float>& added = {}, bool exactSums = false);
    /// Whether the residual has become what plain sums get.
    static void expectResidual(const NormShape& shape, const std::vector<float>& before,
                               std::span<const float> found, const std::vector<float>& added, bool exact);
};

void RmsNormTest::expectNormalised(const NormShape& shape, const std::vector<float>& rows,
                                   const std::vector<float>& added, bool exactSums) {
    constexpr float kEnd = 1e30F; // of rows: none is read
    const std::uint32_t stride = strideOf(shape.width);
    std::vector<float> weights(shape.firstWeight, NAN); // of other norms
    const auto own = sampleInputs(Inputs::Random, shape.width, 50);
    weights.insert(weights.end(), own.begin(), own.end());
    const Numbers residual = numbers(padded(rows, shape.width, kEnd)), by = numbers(weights);
    const Numbers shares = numbers(padded(added, shape.width, kEnd));
    const Numbers found = numbers(std::vector<float>(std::size_t{shape.tokens} * stride, kEnd));
    run(kRmsNorm, {},
        NormArguments{shape.width, shape.firstToken, shape.firstWeight, shape.shares, kNormEpsilon},
        {shape.tokens, 1, 1}, residual, by, found, shares);
    expectResidual(shape, padded(rows, shape.width, kEnd), residual.floats(), added, exactSums);
    Agreement agreement;
    for (std::uint32_t token = 0; token < shape.tokens; ++token) {
        // What it added up is what it has to normalise.
        const auto row =
            residual.floats().subspan(std::size_t{shape.firstToken + token} * stride, shape.width);
        const NormReference expected(row, own, kNormEpsilon);
        for (std::size_t i = 0; i < stride; ++i) {
            const auto value = static_cast<double>(found.floats()[token * stride + i]);
            if (i < shape.width)
                agreement.add(value, expected.value(i), expected.bound(i));
            else
                agreement.add(value, static_cast<double>(kEnd), 0);
        }
    }
    EXPECT_EQ(agreement.misses(), "") << shape.width << " wide, " << shape.tokens << " tokens from "
                                      << shape.firstToken << ", " << shape.shares << " shares";
}

void RmsNormTest::expectResidual(const NormShape& shape, const std::vector<float>& before,
                                 std::span<const float> found, const std::vector<float>& added, bool exact) {
    const std::uint32_t stride = strideOf(shape.width);
    Agreement agreement;
    for (std::uint32_t row = 0; row < shape.rows(); ++row)
        for (std::uint32_t i = 0; i < stride; ++i) {
            const std::size_t place = std::size_t{row} * stride + i;
            const bool changes =
                row >= shape.firstToken && row + 1 < shape.rows() && i < shape.width && shape.shares > 0;
            Sum sum;
            sum.add(static_cast<double>(before[place]), 1);
            for (std::uint32_t share = 0; changes && share < shape.shares; ++share)
                sum.add(static_cast<double>(added[(row * shape.shares + share) * shape.width + i]), 1);
            agreement.add(static_cast<double>(found[place]), sum.value,
                          exact || !changes ? 0 : sum.bound(shape.shares + 1.0));
        }
    EXPECT_EQ(agreement.misses(), "") << shape.width << " wide, " << shape.shares << " shares";
}

TEST_F(RmsNormTest, AgreesWithPlainSums) {
    for (const std::uint32_t width : {1U, 2U, 52U, 255U, 256U, 257U, 2048U, 8192U})
        for (const std::uint32_t tokens : {1U, 17U}) {
            const NormShape shape{width, tokens};
            expectNormalised(shape, sampleInputs(Inputs::Random, shape.values(), 1));
        }
}

/// The head takes the last rows of a batch, and each layer its own norm.
TEST_F(RmsNormTest, BeginsWhereItIsTold) {
    const NormShape shape{99, 3, 4, 17};
    expectNormalised(shape, sampleInputs(Inputs::Random, shape.values(), 2));
}

constexpr NormShape kShapesOfShares[] = {
    {1, 1, 0, 0, 1}, {52, 8, 2, 3, 3}, {255, 2, 0, 0, 2}, {257, 3, 1, 9, 5}, {2048, 2, 0, 0, 32}};

TEST_F(RmsNormTest, AddsSharesFirst) {
    for (const NormShape& shape : kShapesOfShares)
        expectNormalised(shape, sampleInputs(Inputs::Random, shape.values(), 4),
                         sampleInputs(Inputs::Random, shape.shareValues(), 5));
}

TEST_F(RmsNormTest, AddsSmallIntegersExactly) {
    for (const NormShape& shape : kShapesOfShares)
        expectNormalised(shape, sampleInputs(Inputs::SmallIntegers, shape.values(), 6),
                         sampleInputs(Inputs::SmallIntegers, shape.shareValues(), 7), true);
}

TEST_F(RmsNormTest, AgreesForUnusualShares) {
    for (const Inputs kind : kUnusualInputs)
        expectNormalised(kShapesOfShares[1], sampleInputs(Inputs::Random, kShapesOfShares[1].values(), 8),
                         sampleInputs(kind, kShapesOfShares[1].shareValues(), 9));
}

TEST_F(RmsNormTest, AgreesForUnusualInputs) {
    for (const Inputs kind : kUnusualInputs)
        for (const std::uint32_t width : {64U, 513U}) {
            const NormShape shape{width, 2};
            expectNormalised(shape, sampleInputs(kind, shape.values(), 3));
        }
}

/// One number alone, in each place where the sum over lanes could lose it.
TEST_F(RmsNormTest, MissesNoLane) {
    constexpr std::uint32_t kWidth = 300;
    const NormShape shape{kWidth, kWidth};
    std::vector<float> inputs(shape.values());
    for (std::size_t i = 0; i < kWidth; ++i)
        inputs[i * kWidth + i] = 3;
    expectNormalised(shape, inputs);
}

} // namespace
