// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// attend.comp: attention of the heads of a token over one segment of the cache.
#include "cache_samples.h"
#include "padded_rows.h"
#include "segment_samples.h"
#include "step_numbers.h"

#include <cmath>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

struct AttendShape {
    std::uint32_t heads, rank, rotary;
    std::uint32_t position; ///< rows that are in the cache before the batch
    std::uint32_t firstToken, tokens;
    std::uint32_t mostSegments;

    [[nodiscard]] std::uint32_t width() const { return rank + rotary; }
    [[nodiscard]] std::uint32_t visible(std::uint32_t token) const {
        return position + firstToken + token + 1;
    }
    [[nodiscard]] std::uint32_t rows() const { return visible(tokens - 1); }
    [[nodiscard]] Segmenting segmenting(std::uint32_t token) const { return {visible(token), mostSegments}; }
    [[nodiscard]] std::size_t queries() const { return std::size_t{tokens} * heads * width(); }
    [[nodiscard]] std::size_t values() const { return std::size_t{rows()} * width(); }
    /// Where a segment's result stands.
    [[nodiscard]] std::size_t placeOf(std::uint32_t token, std::uint32_t head, std::uint32_t segment) const {
        return ((std::size_t{token} * heads + head) * mostSegments + segment) * (rank + 2);
    }
};

/// What the shader left of a segment.
struct SegmentResult {
    std::span<const float> mixed;
    double largest, sum;
};

class AttendTest : public ShaderTest {
protected:
    /// Rows and queries to begin with.
    static std::vector<float> attended(const AttendShape& shape, CacheType type,
                                       const std::vector<float>& queries, const std::vector<float>& rows,
                                       float scale);
    static void expectAttention(const AttendShape& shape, CacheType type, const std::vector<float>& queries,
                                const std::vector<float>& rows, float scale = 0.25F);
    static SegmentResult resultAt(std::span<const float> found, const AttendShape& shape, std::size_t place) {
        return {found.subspan(place, shape.rank), static_cast<double>(found[place + shape.rank]),
                static_cast<double>(found[place + shape.rank + 1])};
    }
};

std::vector<float> AttendTest::attended(const AttendShape& shape, CacheType type,
                                        const std::vector<float>& queries, const std::vector<float>& rows,
                                        float scale) {
    const CacheRow row = cacheRow(shape.rank, shape.rotary, type);
    auto words = cacheWords(row, rows);
    words.resize(words.size() + 100, Numbers::kUnwritten); // rows to come
    const Numbers given = numbers(padded(queries, shape.width())), cache = numbers(words),
                  step = numbers(stepWords(shape.position));
    const Numbers found = numbers(shape.placeOf(shape.tokens, 0, 0));
    const std::uint32_t constants[] = {cacheBits(type), groupsFor(shape.rank, kColumnBlock)};
    run(kAttend, constants,
        AttendArguments{shape.heads, shape.rank, shape.rotary, rowWords(row), shape.firstToken,
                        shape.mostSegments, scale},
        {shape.mostSegments, groupsFor(shape.heads, kHeadsByGroup), shape.tokens}, given, cache, found, step);
    return {found.floats().begin(), found.floats().end()};
}

/// One segment of one head of one token, by plain sums: keys are whole rows, values are their latents.
class PlainSegment {
public:
    PlainSegment(const AttendShape& shape, std::span<const float> query,
                 std::span<const std::vector<float>> rows, float scale)
        : m_shape(shape),
          m_rows(rows) {
        for (const auto& row : rows) {
            Sum score;
            for (std::size_t i = 0; i < row.size(); ++i)
                score.add(static_cast<double>(query[i]), static_cast<double>(row[i]));
            m_scores.push_back(score.value * static_cast<double>(scale));
            m_errors.push_back(score.bound(shape.width() + 1) * static_cast<double>(scale));
        }
    }
    void compare(const SegmentResult& found, Agreement& agreement) const {
        double largest = -INFINITY, error = 0;
        for (std::size_t s = 0; s < m_scores.size(); ++s) {
            largest = std::max(largest, m_scores[s]);
            error = std::max(error, m_errors[s]);
        }
        agreement.add(found.largest, largest, error);
        // By the largest that it found: that one cancels when segments are joined.
        Sum sum;
        std::vector<Sum> mixed(m_shape.rank);
        double sumError = 0;
        std::vector<double> mixedErrors(m_shape.rank);
        for (std::size_t s = 0; s < m_scores.size(); ++s) {
            const double below = m_scores[s] - found.largest;
            const double weight = std::exp(below);
            const double off = weight * relativeError(s, below);
            sum.add(weight, 1);
            sumError += off;
            for (std::size_t i = 0; i < m_shape.rank; ++i) {
                mixed[i].add(weight, static_cast<double>(m_rows[s][i]));
                mixedErrors[i] += off * std::fabs(static_cast<double>(m_rows[s][i]));
            }
        }
        const auto count = static_cast<double>(m_scores.size());
        agreement.add(found.sum, sum.value, sum.bound(count) + sumError);
        for (std::size_t i = 0; i < m_shape.rank; ++i)
            agreement.add(static_cast<double>(found.mixed[i]), mixed[i].value,
                          mixed[i].bound(count) + mixedErrors[i]);
    }

private:
    /// Of the weight of a row: its score's error, that of differences, and the device's of exponentials. Its
    /// own is by the largest score up to its step; each step after it multiplies by one more. The exponents
    /// of all of them come to `below`, which is what parts of their errors grow with.
    [[nodiscard]] double relativeError(std::size_t row, double below) const {
        const auto steps = static_cast<double>(m_scores.size() / kSegmentStep + 1);
        return std::expm1(m_errors[row] + std::fabs(below) * kUnit + expError(below) +
                          steps * (expError(0) + kUnit));
    }

    AttendShape m_shape;
    std::span<const std::vector<float>> m_rows;
    std::vector<double> m_scores, m_errors;
};

void AttendTest::expectAttention(const AttendShape& shape, CacheType type, const std::vector<float>& queries,
                                 const std::vector<float>& rows, float scale) {
    const CacheRow row = cacheRow(shape.rank, shape.rotary, type);
    const auto words = cacheWords(row, rows);
    std::vector<std::vector<float>> kept;
    for (std::size_t r = 0; r < shape.rows(); ++r)
        kept.push_back(cachedValues(row, words, r));
    const std::vector<float> found = attended(shape, type, queries, rows, scale);
    Agreement agreement;
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head) {
            const Segmenting segments = shape.segmenting(token);
            const std::size_t query = (std::size_t{token} * shape.heads + head) * shape.width();
            for (std::uint32_t segment = 0; segment < segments.count; ++segment) {
                const std::size_t first = std::size_t{segment} * segments.rows;
                const std::size_t end = std::min<std::size_t>(shape.visible(token), first + segments.rows);
                PlainSegment(shape, std::span(queries).subspan(query, shape.width()),
                             std::span(kept).subspan(first, end - first), scale)
                    .compare(resultAt(found, shape, shape.placeOf(token, head, segment)), agreement);
            }
            // Segments that no row is in.
            for (std::size_t i = shape.placeOf(token, head, segments.count);
                 i < shape.placeOf(token, head, shape.mostSegments); ++i)
                ASSERT_EQ(std::bit_cast<std::uint32_t>(found[i]), Numbers::kUnwritten);
        }
    EXPECT_EQ(agreement.misses(), "")
        << cacheBits(type) << " bits, latents of " << shape.rank << ", " << shape.heads << " heads, "
        << shape.rows() << " rows, " << shape.tokens << " tokens, " << shape.mostSegments << " segments";
}

/// A row, one more or less than a step or a segment, whole segments, several steps in one, and more heads
/// than a workgroup has.
TEST_F(AttendTest, AgreesWithPlainSums) {
    for (const CacheType type : kCacheTypes)
        for (const AttendShape& shape : {AttendShape{1, 1, 2, 0, 0, 1, 32},
                                         {3, 23, 6, 2, 3, 17, 32},
                                         {1, 33, 2, 62, 0, 1, 32},
                                         {1, 32, 8, 63, 0, 1, 32},
                                         {2, 40, 4, 60, 2, 4, 32},
                                         {17, 64, 8, 126, 0, 3, 4},
                                         {1, 31, 2, 511, 0, 2, 4},
                                         {33, 24, 4, 200, 0, 1, 1},
                                         {2, 40, 6, 2047, 0, 2, 32},
                                         {2, 512, 64, 300, 0, 1, 32}})
            expectAttention(shape, type, sampleInputs(Inputs::Random, shape.queries(), 1),
                            sampleInputs(Inputs::Random, shape.values(), 2));
}

TEST_F(AttendTest, AgreesForUnusualQueriesAndRows) {
    const AttendShape shape{2, 33, 6, 268, 0, 2, 3};
    for (const CacheType type : kCacheTypes) {
        const auto rows = sampleInputs(Inputs::Random, shape.values(), 3);
        for (const Inputs kind : {Inputs::Zeros, Inputs::NegativeZeros, Inputs::Denormals}) {
            expectAttention(shape, type, sampleInputs(kind, shape.queries(), 4), rows);
            expectAttention(shape, type, sampleInputs(Inputs::Random, shape.queries(), 5),
                            sampleInputs(kind, shape.values(), 6));
        }
    }
}

/// The widest that there is room for.
TEST_F(AttendTest, AgreesForTheWidestRows) {
    for (const AttendShape& shape :
         {AttendShape{3, kMostLatentRank, 64, 70, 0, 1, 32}, {1, 513, 6, 2, 0, 1, 32}})
        for (const CacheType type : kCacheTypes)
            expectAttention(shape, type, sampleInputs(Inputs::Random, shape.queries(), 7),
                            sampleInputs(Inputs::Random, shape.values(), 8));
}

/// A score is a row's last value times `factor`, exactly, and its latent small integers.
struct ChosenScores {
    explicit ChosenScores(const AttendShape& shape, float factor)
        : queries(shape.queries()),
          rows(sampleInputs(Inputs::SmallIntegers, shape.values(), 9)),
          m_width(shape.width()) {
        for (std::size_t i = m_width - 1; i < queries.size(); i += m_width)
            queries[i] = factor;
        for (std::size_t r = 0; r < shape.rows(); ++r) {
            score(r) = 0;
            rows[r * m_width] = 127; // so that 8 bits hold integers as they are
        }
    }
    float& score(std::size_t row) { return rows[row * m_width + m_width - 1]; }

    std::vector<float> queries, rows;

private:
    std::uint32_t m_width;
};

/// All keys alike: weights of exactly 1, so that integers have an exact sum, whatever the score.
TEST_F(AttendTest, IsExactWhereAllScoresAreEqual) {
    for (const std::uint32_t position : {0U, 63U, 64U, 255U, 512U})
        for (const CacheType type : kCacheTypes)
            for (const float equal : {0.0F, 1.0F, -100.0F}) {
                const AttendShape shape{1, 31, 2, position, 0, 2, 3};
                ChosenScores chosen(shape, 100);
                for (std::size_t r = 0; r < shape.rows(); ++r)
                    chosen.score(r) = equal;
                const auto found = attended(shape, type, chosen.queries, chosen.rows, 1);
                Agreement agreement;
                for (std::uint32_t token = 0; token < shape.tokens; ++token)
                    for (std::uint32_t segment = 0; segment < shape.segmenting(token).count; ++segment) {
                        const std::size_t step = shape.segmenting(token).rows, first = segment * step;
                        const std::size_t end = std::min<std::size_t>(shape.visible(token), first + step);
                        const auto result = resultAt(found, shape, shape.placeOf(token, 0, segment));
                        for (std::size_t i = 0; i < 31; ++i) {
                            double sum = 0;
                            for (std::size_t r = first; r < end; ++r)
                                sum += static_cast<double>(chosen.rows[r * 33 + i]);
                            agreement.add(static_cast<double>(result.mixed[i]), sum, 0);
                        }
                        agreement.add(result.sum, static_cast<double>(end - first), 0);
                    }
                EXPECT_EQ(agreement.misses(), "")
                    << cacheBits(type) << " bits, " << position << " rows before, scores " << equal;
            }
}

/// One key above all others by 10 000, in each place where a segment's steps could lose it: its latent is all
/// that is left, whatever came before.
TEST_F(AttendTest, IsExactWhereOneKeyDominates) {
    const AttendShape shape{2, 31, 2, 191, 0, 1, 1};
    for (const CacheType type : kCacheTypes)
        for (const std::size_t best : {0U, 1U, 15U, 16U, 63U, 64U, 127U, 128U, 190U, 191U}) {
            ChosenScores chosen(shape, 100);
            for (std::size_t r = 0; r < shape.rows(); ++r)
                chosen.score(r) = r == best ? 50 : -50;
            const auto found = attended(shape, type, chosen.queries, chosen.rows, 1);
            Agreement agreement;
            for (std::uint32_t head = 0; head < shape.heads; ++head) {
                const auto result = resultAt(found, shape, shape.placeOf(0, head, 0));
                for (std::size_t i = 0; i < 31; ++i)
                    agreement.add(static_cast<double>(result.mixed[i]),
                                  static_cast<double>(chosen.rows[best * 33 + i]), 0);
                agreement.add(result.largest, 5000, 0);
                agreement.add(result.sum, 1, 0);
            }
            EXPECT_EQ(agreement.misses(), "") << cacheBits(type) << " bits, row " << best;
        }
}

/// Scores that lie 10 000 apart, that grow from step to step, and many of them close together at the top.
TEST_F(AttendTest, AgreesForHugeScores) {
    const AttendShape shape{1, 31, 2, 299, 0, 1, 2};
    for (const CacheType type : kCacheTypes) {
        ChosenScores chosen(shape, 10000);
        for (std::size_t r = 0; r < shape.rows(); ++r)
            chosen.score(r) = static_cast<float>(r % 3) - 1;
        expectAttention(shape, type, chosen.queries, chosen.rows, 1);
        for (std::size_t r = 0; r < shape.rows(); ++r)
            chosen.score(r) = 1 + static_cast<float>(r % 8) / 1024;
        expectAttention(shape, type, chosen.queries, chosen.rows, 1);
        for (std::size_t r = 0; r < shape.rows(); ++r)
            chosen.score(r) = static_cast<float>(r) / 4096;
        expectAttention(shape, type, chosen.queries, chosen.rows, 0.0625F);
        for (std::size_t r = 0; r < shape.rows(); ++r)
            chosen.score(r) = -static_cast<float>(r) / 4096;
        expectAttention(shape, type, chosen.queries, chosen.rows, 0.0625F);
    }
}

/// Heads that ask for different things get each their own.
TEST_F(AttendTest, GivesEachHeadItsOwn) {
    const AttendShape shape{20, 40, 8, 90, 0, 2, 32};
    const auto queries = sampleInputs(Inputs::Random, shape.queries(), 10);
    const auto rows = sampleInputs(Inputs::Random, shape.values(), 11);
    const auto together = attended(shape, CacheType::F16, queries, rows, 0.25F);
    AttendShape alone = shape;
    alone.heads = alone.tokens = 1;
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head) {
            alone.firstToken = token;
            const auto query = queries.begin() + (token * shape.heads + head) * shape.width();
            const auto one = attended(alone, CacheType::F16, {query, query + shape.width()}, rows, 0.25F);
            const auto own = std::span(together).subspan(shape.placeOf(token, head, 0), one.size());
            EXPECT_TRUE(std::ranges::equal(
                one, own, {}, [](float value) { return std::bit_cast<int>(value); },
                [](float value) { return std::bit_cast<int>(value); }))
                << "token " << token << ", head " << head;
        }
}

} // namespace
