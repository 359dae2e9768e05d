// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// absorb_store.comp: queries against latents, which are queries times the key rows of attn_kv_b, and turned
// rotary queries; beside these the tokens' latents, normalised, and rotary keys, turned, as rows of the
// cache.
#include "cache_samples.h"
#include "float_sums.h"
#include "norm_reference.h"
#include "padded_rows.h"
#include "quant/half.h"
#include "sample_inputs.h"
#include "sample_matrices.h"
#include "shader_test.h"
#include "step_numbers.h"
#include "vulkan/device_attention.h"

#include <cmath>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr float kLatentEpsilon = 1e-6F;

struct AbsorbShape {
    std::uint32_t heads, noPosition, rotary, value, rank;
    std::uint32_t firstToken, tokens; ///< of the batch
    std::uint32_t position = 0, firstNorm = 0;
    bool storesOnly = false;

    [[nodiscard]] std::uint32_t width() const { return rank + rotary; }
    [[nodiscard]] std::uint32_t queryWidth() const { return heads * (noPosition + rotary); }
    [[nodiscard]] std::uint32_t endOfTokens() const { return firstToken + tokens; }
    [[nodiscard]] std::size_t queries() const { return std::size_t{endOfTokens()} * queryWidth(); }
    [[nodiscard]] std::size_t latents() const { return std::size_t{endOfTokens()} * width(); }
    [[nodiscard]] int rows() const { return static_cast<int>(heads * (noPosition + value)); }
};

/// What the shader is given beside the weights. Turns are of all tokens of the batch.
struct AbsorbInputs {
    std::vector<float> queries, latents, norms, turns;

    explicit AbsorbInputs(const AbsorbShape& shape)
        : queries(sampleInputs(Inputs::Random, shape.queries(), 2)),
          latents(sampleInputs(Inputs::Random, shape.latents(), 1)),
          norms(sampleInputs(Inputs::Random, shape.rank, 21)),
          turns(turnsOf(shape.endOfTokens(), shape.rotary)) {}
};

/// What it leaves: rows of queries without what fills them up, and all words of a cache of two more rows than
/// are stored and skipped.
struct AbsorbOutputs {
    std::vector<float> absorbed;
    std::vector<std::uint32_t> cache;
};

class AbsorbStore : public ShaderTest {
protected:
    static AbsorbOutputs outputsOf(const SampleMatrix& weights, const AbsorbShape& shape, CacheType type,
                                   const AbsorbInputs& inputs);
};

AbsorbOutputs AbsorbStore::outputsOf(const SampleMatrix& weights, const AbsorbShape& shape, CacheType type,
                                     const AbsorbInputs& inputs) {
    const LaidOut laidOut(weights, LineOrder::Rows);
    std::vector<float> allNorms(shape.firstNorm, NAN);
    allNorms.insert(allNorms.end(), inputs.norms.begin(), inputs.norms.end());
    const std::uint32_t words = rowWords(cacheRow(shape.rank, shape.rotary, type));
    const std::uint32_t heads = shape.storesOnly ? 0 : shape.heads;
    const std::uint32_t tile = absorbTileFor(shape.tokens), stride = strideOf(shape.width());
    const Numbers matrix = numbers(laidOut.words),
                  queries = numbers(padded(inputs.queries, shape.queryWidth())),
                  latents = numbers(padded(inputs.latents, shape.width())), norms = numbers(allNorms),
                  step = numbers(stepWords(shape.position, false, inputs.turns));
    const Numbers absorbed = numbers(std::size_t{shape.tokens} * shape.heads * stride);
    const Numbers cache = numbers(std::size_t{shape.position + shape.endOfTokens() + 2} * words);
    ShaderTest::run(kAbsorbStore, absorbConstants(laidOut.layout, tile, type),
                    AbsorbStoreArguments{laidOut.places(), heads, shape.noPosition, shape.rotary, shape.value,
                                         shape.rank, shape.firstToken, shape.tokens, shape.firstNorm, words,
                                         kLatentEpsilon},
                    {groupsFor(shape.rank, kAbsorbedByGroup), heads + 1, groupsFor(shape.tokens, tile)},
                    matrix, queries, absorbed, latents, norms, cache, step);
    AbsorbOutputs outputs{.absorbed = {}, .cache = {cache.words().begin(), cache.words().end()}};
    for (std::size_t row = 0; row < absorbed.words().size(); row += stride) {
        const auto own = absorbed.floats().subspan(row, shape.width());
        outputs.absorbed.insert(outputs.absorbed.end(), own.begin(), own.end());
        for (const std::uint32_t word : absorbed.words().subspan(row + shape.width(), stride - shape.width()))
            EXPECT_EQ(word, Numbers::kUnwritten);
    }
    return outputs;
}

// Absorbing.

class AbsorbTest : public AbsorbStore, public testing::WithParamInterface<quant::Format> {
protected:
    static void expectAbsorbed(const SampleMatrix& weights, const AbsorbShape& shape,
                               const std::vector<float>& queries, bool exact = false);
};
INSTANTIATE_TEST_SUITE_P(Each, AbsorbTest, testing::ValuesIn(allFormats()), formatName);
class AbsorbIntegers : public AbsorbTest {};
INSTANTIATE_TEST_SUITE_P(Each, AbsorbIntegers, testing::ValuesIn(formatsOfIntegers()), formatName);
class AbsorbBlocks : public AbsorbTest {};
INSTANTIATE_TEST_SUITE_P(Each, AbsorbBlocks, testing::ValuesIn(formatsWithCodes()), formatName);

void addTurned(std::vector<Sum>& sums, float even, float odd, const float* turn) {
    const auto e = static_cast<double>(even), o = static_cast<double>(odd);
    const auto cosine = static_cast<double>(turn[0]), sine = static_cast<double>(turn[1]);
    Sum turnedEven, turnedOdd;
    turnedEven.add(e, cosine);
    turnedEven.add(-o, sine);
    turnedOdd.add(e, sine);
    turnedOdd.add(o, cosine);
    sums.push_back(turnedEven);
    sums.push_back(turnedOdd);
}

/// Of one head of one token: a value of the latent a sum over the keys' rows, then the turned rotary query.
std::vector<Sum> absorbedPlainly(const std::vector<std::vector<Weight>>& rows, const AbsorbShape& shape,
                                 std::uint32_t head, const float* query, const float* turns) {
    std::vector<Sum> sums(shape.rank);
    for (std::uint32_t key = 0; key < shape.noPosition; ++key) {
        const auto& row = rows[head * (shape.noPosition + shape.value) + key];
        for (std::size_t i = 0; i < shape.rank; ++i)
            sums[i].add(row[i].value, static_cast<double>(query[key]), row[i].size);
    }
    for (std::uint32_t i = 0; i < shape.rotary; i += 2)
        addTurned(sums, query[shape.noPosition + i], query[shape.noPosition + i + 1], turns + i);
    return sums;
}

void AbsorbTest::expectAbsorbed(const SampleMatrix& weights, const AbsorbShape& shape,
                                const std::vector<float>& queries, bool exact) {
    AbsorbInputs inputs(shape);
    inputs.queries = queries;
    const AbsorbOutputs outputs = outputsOf(weights, shape, CacheType::F16, inputs);
    const auto rows = weights.weights();
    // 16 slices have each their keys, and then their sums are added up.
    const double depth = 2.0 + groupsFor(shape.noPosition, 16) + 16;
    Agreement agreement;
    std::size_t place = 0;
    for (std::uint32_t token = shape.firstToken; token < shape.endOfTokens(); ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head) {
            const float* query = queries.data() + std::size_t{token} * shape.queryWidth() +
                                 head * (shape.noPosition + shape.rotary);
            const auto sums =
                absorbedPlainly(rows, shape, head, query, inputs.turns.data() + token * shape.rotary);
            for (std::size_t i = 0; i < sums.size(); ++i)
                // Turned numbers are no integers.
                agreement.add(static_cast<double>(outputs.absorbed[place++]), sums[i].value,
                              exact && i < shape.rank ? 0 : sums[i].bound(depth));
        }
    EXPECT_EQ(agreement.misses(), "")
        << weights.matrix().format->name << ": " << shape.heads << " heads, latents of " << shape.rank << ", "
        << shape.tokens << " tokens";
}

/// As wide as whole blocks want it.
AbsorbShape fitted(AbsorbShape shape, const quant::Format& format) {
    shape.rank = static_cast<std::uint32_t>(wholeBlocks(format, static_cast<int>(shape.rank)));
    return shape;
}

/// One of each; odd ones; those of the golden models; the widest.
constexpr AbsorbShape kAbsorbShapes[] = {{1, 1, 2, 1, 1, 0, 1},
                                         {5, 7, 6, 11, 23, 2, 17},
                                         {2, 16, 8, 16, 300, 1, 3},
                                         {2, 128, 64, 128, 512, 0, 1},
                                         {1, 33, 2, 2, kMostLatentRank, 3, 5}};

TEST_P(AbsorbTest, AgreesWithPlainSums) {
    for (const AbsorbShape& each : kAbsorbShapes) {
        const AbsorbShape shape = fitted(each, GetParam());
        expectAbsorbed(randomMatrix(GetParam(), shape.rows(), static_cast<int>(shape.rank), 1), shape,
                       sampleInputs(Inputs::Random, shape.queries(), 2));
    }
}

TEST_P(AbsorbTest, AgreesForUnusualQueries) {
    const AbsorbShape shape = fitted(kAbsorbShapes[1], GetParam());
    const SampleMatrix weights = randomMatrix(GetParam(), shape.rows(), static_cast<int>(shape.rank), 3);
    for (const Inputs kind : kUnusualInputs)
        expectAbsorbed(weights, shape, sampleInputs(kind, shape.queries(), 4));
}

TEST_P(AbsorbIntegers, AreExact) {
    for (const AbsorbShape& each : kAbsorbShapes) {
        const AbsorbShape shape = fitted(each, GetParam());
        expectAbsorbed(integerMatrix(GetParam(), shape.rows(), static_cast<int>(shape.rank), 5), shape,
                       sampleInputs(Inputs::SmallIntegers, shape.queries(), 6), true);
    }
}

TEST_P(AbsorbBlocks, AgreeWhereTheyAreExtreme) {
    const SampleMatrix weights = extremeMatrix(GetParam(), 256);
    const AbsorbShape shape{2, weights.rows() / 2 - 1, 2, 1, weights.columns(), 0, 2};
    for (const Inputs kind : {Inputs::Random, Inputs::Denormals, Inputs::Cancelling})
        expectAbsorbed(weights, shape, sampleInputs(kind, shape.queries(), 7));
}

/// Drafting relies on it: however many tokens there are, each gets the bits that it gets alone.
TEST_P(AbsorbTest, GivesEachTokenTheSameBits) {
    const AbsorbShape all = fitted({3, 40, 6, 5, 300, 0, 7}, GetParam());
    const SampleMatrix weights = randomMatrix(GetParam(), all.rows(), static_cast<int>(all.rank), 8);
    const AbsorbInputs inputs(all);
    const AbsorbOutputs together = outputsOf(weights, all, CacheType::F16, inputs);
    const std::size_t rowWords = together.cache.size() / (all.tokens + 2);
    std::vector<float> alone;
    for (std::uint32_t token = 0; token < all.tokens; ++token) {
        AbsorbShape one = all;
        one.firstToken = token;
        one.tokens = 1;
        AbsorbInputs own = inputs;
        own.queries.resize(one.queries());
        own.latents.resize(one.latents());
        own.turns.resize(std::size_t{token + 1} * all.rotary);
        const AbsorbOutputs outputs = outputsOf(weights, one, CacheType::F16, own);
        alone.insert(alone.end(), outputs.absorbed.begin(), outputs.absorbed.end());
        EXPECT_TRUE(std::ranges::equal(std::span(outputs.cache).subspan(token * rowWords, rowWords),
                                       std::span(together.cache).subspan(token * rowWords, rowWords)))
            << "stored of token " << token;
    }
    EXPECT_EQ(together.absorbed, alone);
}

// Storing.

class StoreTest : public AbsorbStore {
protected:
    /// Of one head, whose keys are of no interest.
    static AbsorbShape shapeOf(std::uint32_t rank, std::uint32_t rotary, std::uint32_t position,
                               std::uint32_t firstToken, std::uint32_t tokens, std::uint32_t firstNorm) {
        return {1, 2, rotary, 1, rank, firstToken, tokens, position, firstNorm};
    }
    static std::vector<std::uint32_t> stored(const AbsorbShape& shape, CacheType type,
                                             const AbsorbInputs& inputs) {
        const SampleMatrix weights =
            randomMatrix(quant::format(quant::Type::F32), shape.rows(), static_cast<int>(shape.rank), 1);
        return outputsOf(weights, shape, type, inputs).cache;
    }
    static void expectStored(const AbsorbShape& shape, CacheType type, const std::vector<float>& latents);
};

/// What a half makes of a number, beside what that is off by already: half of the distance of its neighbours.
double halfError(double value) {
    return std::fabs(value) * 0x1p-11 + 0x1p-25;
}

/// One row, by plain sums.
class PlainRow {
public:
    PlainRow(const AbsorbShape& shape, CacheType type, std::span<const float> latent,
             std::span<const float> weights, std::span<const float> turns)
        : m_type(type),
          m_norm(latent.first(shape.rank), weights, kLatentEpsilon),
          m_rank(shape.rank) {
        for (std::size_t i = 0; i < shape.rotary; i += 2)
            addTurned(m_key, latent[shape.rank + i], latent[shape.rank + i + 1], turns.data() + i);
    }
    void compare(std::span<const float> kept, Agreement& agreement) const {
        for (std::size_t i = 0; i < m_rank; ++i)
            agreement.add(static_cast<double>(kept[i]), m_norm.value(i),
                          m_norm.bound(i) + roundingOfLatent(i));
        for (std::size_t i = 0; i < m_key.size(); ++i)
            agreement.add(static_cast<double>(kept[m_rank + i]), m_key[i].value,
                          m_key[i].bound(1) +
                              (m_type == CacheType::F32 ? 0 : halfError(m_key[i].value) * 1.001));
    }

private:
    [[nodiscard]] double roundingOfLatent(std::size_t i) const {
        if (m_type == CacheType::F32)
            return 0;
        if (m_type == CacheType::F16)
            return halfError(m_norm.value(i)) * 1.001;
        double largest = 0;
        const std::size_t first = i / Q8Row::kBlock * Q8Row::kBlock;
        for (std::size_t k = first; k < std::min(first + Q8Row::kBlock, m_rank); ++k)
            largest = std::max(largest, std::fabs(m_norm.value(k)) + m_norm.bound(k));
        const double scale = largest / 127 + halfError(largest / 127);
        // Half a code, or where the scale was rounded down, what is cut at 127. Without a scale all of it.
        return 0.5001 * scale + 127 * halfError(scale);
    }

    CacheType m_type;
    NormReference m_norm;
    std::size_t m_rank;
    std::vector<Sum> m_key;
};

void StoreTest::expectStored(const AbsorbShape& shape, CacheType type, const std::vector<float>& latents) {
    AbsorbInputs inputs(shape);
    inputs.latents = latents;
    const CacheRow row = cacheRow(shape.rank, shape.rotary, type);
    const auto words = stored(shape, type, inputs);
    const std::size_t firstRow = shape.position + shape.firstToken;
    Agreement agreement;
    for (std::uint32_t token = shape.firstToken; token < shape.endOfTokens(); ++token)
        PlainRow(shape, type, std::span(latents).subspan(std::size_t{token} * shape.width(), shape.width()),
                 inputs.norms,
                 std::span(inputs.turns).subspan(std::size_t{token} * shape.rotary, shape.rotary))
            .compare(cachedValues(row, words, shape.position + token), agreement);
    EXPECT_EQ(agreement.misses(), "") << cacheBits(type) << " bits, latents of " << shape.rank << ", rotary "
                                      << shape.rotary << ", " << shape.tokens << " tokens";
    for (std::size_t token = 0; token < shape.tokens; ++token)
        EXPECT_EQ(fillingOf(row, words, firstRow + token), 0U) << "what fills the last word";
    const std::size_t first = firstRow * rowWords(row);
    const std::size_t end = (firstRow + shape.tokens) * rowWords(row);
    for (std::size_t i = 0; i < words.size(); ++i)
        ASSERT_EQ(words[i] == Numbers::kUnwritten, i < first || i >= end) << "word " << i;
}

TEST_F(StoreTest, AgreesWithPlainSums) {
    for (const CacheType type : kCacheTypes)
        for (const AbsorbShape& shape :
             {shapeOf(1, 2, 0, 0, 1, 0), shapeOf(23, 6, 3, 2, 17, 5), shapeOf(33, 2, 1, 0, 2, 0),
              shapeOf(257, 10, 0, 1, 3, 9), shapeOf(512, 64, 7, 0, 2, 1),
              shapeOf(kMostLatentRank, 64, 0, 0, 1, 0)})
            expectStored(shape, type, sampleInputs(Inputs::Random, shape.latents(), 1));
}

/// Without heads it stores the same, and absorbs nothing.
TEST_F(StoreTest, IsTheSameByItself) {
    for (const CacheType type : kCacheTypes) {
        AbsorbShape shape = shapeOf(257, 10, 5, 1, 9, 3);
        const SampleMatrix weights = randomMatrix(quant::format(quant::Type::F32), shape.rows(), 257, 1);
        const AbsorbInputs inputs(shape);
        const AbsorbOutputs both = outputsOf(weights, shape, type, inputs);
        shape.storesOnly = true;
        const AbsorbOutputs stored = outputsOf(weights, shape, type, inputs);
        EXPECT_EQ(stored.cache, both.cache) << cacheBits(type) << " bits";
        EXPECT_TRUE(std::ranges::all_of(stored.absorbed, [](float number) {
            return std::bit_cast<std::uint32_t>(number) == Numbers::kUnwritten;
        }));
    }
}

TEST_F(StoreTest, AgreesForUnusualLatents) {
    const AbsorbShape shape = shapeOf(70, 6, 2, 0, 2, 0);
    for (const CacheType type : kCacheTypes)
        for (const Inputs kind : {Inputs::Zeros, Inputs::NegativeZeros, Inputs::Denormals, Inputs::OneGiant})
            if (type == CacheType::F32 || kind != Inputs::OneGiant) // which no half holds
                expectStored(shape, type, sampleInputs(kind, shape.latents(), 2));
}

/// Keys that no turn changes become the halves that the CPU makes of them, ties, denormals, infinities and
/// all.
TEST_F(StoreTest, RoundsToTheSameHalves) {
    const std::vector<float> keys{
        1.0F,    -2.5F,   1.00048828125F, 1.00146484375F, 65504.0F, 65519.0F, 65520.0F,  -1e6F,
        6.1e-5F, 6.0e-8F, 3.0e-8F,        2.9e-8F,        1e-7F,    -5.9e-5F, 0.333333F, 0.0F};
    const auto rotary = static_cast<std::uint32_t>(keys.size());
    const AbsorbShape shape = shapeOf(2, rotary, 0, 0, 1, 0);
    AbsorbInputs inputs(shape);
    inputs.latents = {1, 1};
    inputs.latents.insert(inputs.latents.end(), keys.begin(), keys.end());
    for (std::size_t i = 0; i < inputs.turns.size(); ++i)
        inputs.turns[i] = i % 2 == 0 ? 1 : 0;
    for (const CacheType type : {CacheType::F16, CacheType::Q8}) {
        const CacheRow row = cacheRow(shape.rank, shape.rotary, type);
        const auto kept = cachedValues(row, stored(shape, type, inputs), 0);
        for (std::size_t i = 0; i < keys.size(); ++i)
            EXPECT_EQ(kept[2 + i], quant::halfToFloat(quant::floatToHalf(keys[i]))) << keys[i];
    }
}

/// Whatever is stored in 8 bits, the largest of 32 numbers has the code 127 or −127.
TEST_F(StoreTest, UsesAllOfEightBits) {
    const AbsorbShape shape = shapeOf(100, 2, 0, 0, 3, 0);
    const CacheRow row = cacheRow(shape.rank, shape.rotary, CacheType::Q8);
    AbsorbInputs inputs(shape);
    std::ranges::fill(inputs.norms, 1.0F);
    const auto words = stored(shape, CacheType::Q8, inputs);
    for (std::size_t token = 0; token < shape.tokens; ++token) {
        const auto* codes = reinterpret_cast<const std::int8_t*>(words.data() + token * rowWords(row));
        for (std::size_t first = 0; first < shape.rank; first += Q8Row::kBlock) {
            int largest = 0;
            for (std::size_t i = first; i < std::min<std::size_t>(first + Q8Row::kBlock, shape.rank); ++i) {
                largest = std::max(largest, std::abs(int{codes[i]}));
                EXPECT_NE(codes[i], -128);
            }
            EXPECT_EQ(largest, 127) << "token " << token << ", from " << first;
        }
    }
}

} // namespace
