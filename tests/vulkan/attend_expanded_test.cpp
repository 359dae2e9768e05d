// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// attend_expanded.comp: attention of many tokens over rows whose keys and values are there by head, a block
// of rows after the other.
#include "float_sums.h"
#include "padded_rows.h"
#include "sample_inputs.h"
#include "shader_test.h"
#include "step_numbers.h"

#include <cmath>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

struct ExpandedShape {
    std::uint32_t heads, noPosition, rotary, value;
    std::uint32_t position, tokens; ///< rows before the batch, and those of it
    std::uint32_t block;            ///< rows that are there together

    [[nodiscard]] std::uint32_t rows() const { return position + tokens; }
    [[nodiscard]] std::uint32_t queryWidth() const { return noPosition + rotary; }
    [[nodiscard]] std::uint32_t mixedWidth() const { return heads * value; }
    [[nodiscard]] std::size_t queries() const { return std::size_t{tokens} * heads * queryWidth(); }
    [[nodiscard]] std::size_t keys() const { return std::size_t{rows()} * heads * noPosition; }
    [[nodiscard]] std::size_t rotaryKeys() const { return std::size_t{rows()} * rotary; }
    [[nodiscard]] std::size_t values() const { return std::size_t{rows()} * mixedWidth(); }
};

/// Rows right behind one another.
struct ExpandedInputs {
    std::vector<float> queries, keys, rotaryKeys, values, turns;
    float scale = 0.25F;

    ExpandedInputs(const ExpandedShape& shape, Inputs asked, Inputs cached)
        : queries(sampleInputs(asked, shape.queries(), 1)),
          keys(sampleInputs(cached, shape.keys(), 2)),
          rotaryKeys(sampleInputs(cached, shape.rotaryKeys(), 3)),
          values(sampleInputs(cached, shape.values(), 4)),
          turns(turnsOf(shape.tokens, shape.rotary)) {}
};

class AttendExpandedTest : public ShaderTest {
protected:
    /// H · v of each token.
    static std::vector<float> attended(const ExpandedShape& shape, const ExpandedInputs& inputs);
    static void expectAttention(const ExpandedShape& shape, const ExpandedInputs& inputs);
};

/// Some rows of many, `heads` of `width` numbers in each, as they lie on a device.
std::vector<float> rowsOf(const std::vector<float>& all, std::uint32_t first, std::uint32_t count,
                          std::uint32_t heads, std::uint32_t width) {
    return padded(
        std::span(all).subspan(std::size_t{first} * heads * width, std::size_t{count} * heads * width),
        width);
}

std::vector<float> AttendExpandedTest::attended(const ExpandedShape& shape, const ExpandedInputs& inputs) {
    const Numbers queries = numbers(padded(inputs.queries, shape.heads * shape.queryWidth())),
                  step = numbers(stepWords(shape.position, false, inputs.turns));
    const std::uint32_t stride = strideOf(shape.mixedWidth());
    const Numbers mixed = numbers(std::size_t{shape.tokens} * stride),
                  totals = numbers(std::size_t{shape.tokens} * shape.heads * 2);
    const std::uint32_t constants[] = {groupsFor(shape.value, kExpandedValues)};
    for (std::uint32_t first = 0; first < shape.rows(); first += shape.block) {
        const std::uint32_t count = std::min(shape.block, shape.rows() - first);
        const Numbers keys = numbers(rowsOf(inputs.keys, first, count, shape.heads, shape.noPosition)),
                      rotaryKeys = numbers(rowsOf(inputs.rotaryKeys, first, count, 1, shape.rotary)),
                      values = numbers(rowsOf(inputs.values, first, count, shape.heads, shape.value));
        run(kAttendExpanded, constants,
            ExpandedArguments{shape.heads, shape.noPosition, shape.rotary, shape.value, shape.tokens, first,
                              count, inputs.scale},
            {shape.heads, groupsFor(shape.tokens, kExpandedTokens), 1}, queries, keys, rotaryKeys, values,
            mixed, totals, step);
    }
    std::vector<float> found;
    for (std::size_t row = 0; row < mixed.words().size(); row += stride) {
        const auto own = mixed.floats().subspan(row, shape.mixedWidth());
        found.insert(found.end(), own.begin(), own.end());
        for (const std::uint32_t word :
             mixed.words().subspan(row + shape.mixedWidth(), stride - shape.mixedWidth()))
            EXPECT_EQ(word, Numbers::kUnwritten);
    }
    return found;
}

/// One head of one token, by plain sums.
class PlainAttention {
public:
    PlainAttention(const ExpandedShape& shape, const ExpandedInputs& inputs, std::uint32_t token,
                   std::uint32_t head)
        : m_shape(shape),
          m_inputs(inputs),
          m_head(head) {
        turn(token);
        for (std::uint32_t row = 0; row <= shape.position + token; ++row)
            addScore(row);
    }
    void compare(std::span<const float> found, Agreement& agreement) const {
        const double largest = *std::ranges::max_element(m_scores);
        const auto count = static_cast<double>(m_scores.size());
        Sum sum;
        std::vector<Sum> mixed(m_shape.value);
        double sumError = 0;
        std::vector<double> errors(m_shape.value);
        for (std::size_t row = 0; row < m_scores.size(); ++row) {
            const double below = m_scores[row] - largest;
            const double weight = std::exp(below), off = weight * relativeError(row, below);
            sum.add(weight, 1);
            sumError += off;
            for (std::size_t i = 0; i < mixed.size(); ++i) {
                const double value = valueAt(row, i);
                mixed[i].add(weight, value);
                errors[i] += off * std::fabs(value);
            }
        }
        sumError += sum.bound(count);
        for (std::size_t i = 0; i < mixed.size(); ++i) {
            const double expected = mixed[i].value / sum.value;
            // A quotient may be off by two and a half of the distances of neighbours.
            const double bound = (errors[i] + mixed[i].bound(count) + std::fabs(expected) * sumError) /
                                     (sum.value - sumError) +
                                 5 * kUnit * std::fabs(expected) + kLeast;
            agreement.add(static_cast<double>(found[i]), expected, bound * 1.001);
        }
    }

private:
    void turn(std::uint32_t token) {
        const std::size_t width = m_shape.queryWidth();
        const float* query = m_inputs.queries.data() + (std::size_t{token} * m_shape.heads + m_head) * width;
        for (std::size_t i = 0; i < m_shape.noPosition; ++i)
            m_query.push_back({static_cast<double>(query[i]), 0});
        const float* turns = m_inputs.turns.data() + std::size_t{token} * m_shape.rotary;
        for (std::size_t i = 0; i < m_shape.rotary; i += 2) {
            const auto even = static_cast<double>(query[m_shape.noPosition + i]),
                       odd = static_cast<double>(query[m_shape.noPosition + i + 1]),
                       cosine = static_cast<double>(turns[i]), sine = static_cast<double>(turns[i + 1]);
            Sum first, second;
            first.add(even, cosine);
            first.add(-odd, sine);
            second.add(even, sine);
            second.add(odd, cosine);
            m_query.push_back({first.value, first.bound(1)});
            m_query.push_back({second.value, second.bound(1)});
        }
    }
    void addScore(std::uint32_t row) {
        Sum score;
        double error = 0;
        for (std::size_t i = 0; i < m_query.size(); ++i) {
            const double key = keyAt(row, i);
            score.add(m_query[i].value, key);
            error += m_query[i].error * std::fabs(key);
        }
        const auto scale = static_cast<double>(m_inputs.scale);
        m_scores.push_back(score.value * scale);
        // Columns are filled up, which adds zeros.
        m_errors.push_back((score.bound(static_cast<double>(m_query.size()) + 1) + error) * scale);
    }
    [[nodiscard]] double keyAt(std::size_t row, std::size_t i) const {
        return static_cast<double>(
            i < m_shape.noPosition ? m_inputs.keys[(row * m_shape.heads + m_head) * m_shape.noPosition + i]
                                   : m_inputs.rotaryKeys[row * m_shape.rotary + i - m_shape.noPosition]);
    }
    [[nodiscard]] double valueAt(std::size_t row, std::size_t i) const {
        return static_cast<double>(m_inputs.values[(row * m_shape.heads + m_head) * m_shape.value + i]);
    }
    /// Of the weight of a row, as in attend_test: its score's error, that of the difference, the device's of
    /// exponentials, and of each time that a larger score came.
    [[nodiscard]] double relativeError(std::size_t row, double below) const {
        const auto steps = static_cast<double>(m_scores.size() / kStep + m_scores.size() / m_shape.block + 2);
        return std::expm1(m_errors[row] + std::fabs(below) * kUnit + expError(below) +
                          steps * (expError(0) + kUnit));
    }

    static constexpr std::size_t kStep = 32; ///< the shader's ROWS
    struct Asked {
        double value, error;
    };
    ExpandedShape m_shape;
    const ExpandedInputs& m_inputs;
    std::uint32_t m_head;
    std::vector<Asked> m_query;
    std::vector<double> m_scores, m_errors;
};

void AttendExpandedTest::expectAttention(const ExpandedShape& shape, const ExpandedInputs& inputs) {
    const std::vector<float> found = attended(shape, inputs);
    Agreement agreement;
    std::size_t place = 0;
    for (std::uint32_t token = 0; token < shape.tokens; ++token)
        for (std::uint32_t head = 0; head < shape.heads; ++head, place += shape.value)
            PlainAttention(shape, inputs, token, head)
                .compare(std::span(found).subspan(place, shape.value), agreement);
    EXPECT_EQ(agreement.misses(), "")
        << shape.heads << " heads of " << shape.noPosition << " + " << shape.rotary << ", values of "
        << shape.value << ", " << shape.tokens << " tokens behind " << shape.position << " rows, "
        << shape.block << " rows a block";
}

/// Odd widths and those of PLM-1.8B, values that need more lanes than there are; tokens and rows that fill
/// what is computed together, and one more or less; one block and several, the last of one row, and some
/// that the first tokens do not see.
TEST_F(AttendExpandedTest, AgreesWithPlainSums) {
    for (const ExpandedShape& shape : {ExpandedShape{1, 1, 2, 1, 0, 1, 8},
                                       {5, 7, 6, 11, 2, 17, 100},
                                       {3, 16, 8, 16, 0, 64, 64},
                                       {2, 33, 2, 5, 31, 65, 32},
                                       {1, 40, 10, 130, 33, 63, 95},
                                       {2, 8, 4, 300, 0, 130, 43},
                                       {17, 12, 2, 4, 60, 9, 1},
                                       {2, 128, 64, 128, 100, 66, 128}})
        expectAttention(shape, {shape, Inputs::Random, Inputs::Random});
}

TEST_F(AttendExpandedTest, AgreesForUnusualQueriesAndRows) {
    const ExpandedShape shape{2, 9, 6, 13, 40, 70, 37};
    for (const Inputs kind : {Inputs::Zeros, Inputs::NegativeZeros, Inputs::Denormals}) {
        expectAttention(shape, {shape, kind, Inputs::Random});
        expectAttention(shape, {shape, Inputs::Random, kind});
    }
}

/// A score is what stands in the first place of a row's key, whoever asks; values are small integers.
struct ChosenKeys : ExpandedInputs {
    ChosenKeys(const ExpandedShape& shape, float factor)
        : ExpandedInputs(shape, Inputs::Zeros, Inputs::Zeros) {
        values = sampleInputs(Inputs::SmallIntegers, shape.values(), 9);
        for (std::size_t i = 0; i < queries.size(); i += shape.queryWidth())
            queries[i] = factor;
        scale = 1;
        m_heads = shape.heads;
        m_width = shape.noPosition;
    }
    void setScore(std::size_t row, float score) {
        for (std::size_t head = 0; head < m_heads; ++head)
            keys[(row * m_heads + head) * m_width] = score;
    }

private:
    std::size_t m_heads, m_width;
};

/// One key above all others by 10 000, at each end of what is computed together: its value is all that is
/// left for those that see it, whatever came before and comes after.
TEST_F(AttendExpandedTest, IsExactWhereOneKeyDominates) {
    const ExpandedShape shape{2, 4, 2, 20, 10, 90, 48};
    for (const std::uint32_t best : {0U, 1U, 9U, 10U, 31U, 32U, 47U, 48U, 73U, 74U, 95U, 96U, 99U}) {
        ChosenKeys chosen(shape, 100);
        for (std::size_t row = 0; row < shape.rows(); ++row)
            chosen.setScore(row, row == best ? 50 : -50);
        const auto found = attended(shape, chosen);
        Agreement agreement;
        for (std::uint32_t token = 0; token < shape.tokens; ++token)
            for (std::size_t i = 0; i < shape.mixedWidth() && shape.position + token >= best; ++i)
                agreement.add(static_cast<double>(found[token * shape.mixedWidth() + i]),
                              static_cast<double>(chosen.values[best * shape.mixedWidth() + i]), 0);
        EXPECT_EQ(agreement.misses(), "") << "row " << best;
        expectAttention(shape, chosen);
    }
}

/// Scores that lie 10 000 apart, that grow and that fall from row to row, and all alike.
TEST_F(AttendExpandedTest, AgreesForHugeScores) {
    const ExpandedShape shape{1, 4, 2, 20, 30, 100, 50};
    ChosenKeys chosen(shape, 10000);
    for (const auto& scoreOf : {+[](std::size_t row) { return static_cast<float>(row % 3) - 1; },
                                +[](std::size_t row) { return 1 + static_cast<float>(row % 8) / 1024; },
                                +[](std::size_t row) { return static_cast<float>(row) / 65536; },
                                +[](std::size_t row) { return -static_cast<float>(row) / 65536; },
                                +[](std::size_t) { return -1.0F; }}) {
        for (std::size_t row = 0; row < shape.rows(); ++row)
            chosen.setScore(row, scoreOf(row));
        expectAttention(shape, chosen);
    }
}

/// Heads that ask for different things get each their own.
TEST_F(AttendExpandedTest, GivesEachHeadItsOwn) {
    const ExpandedShape shape{6, 20, 8, 24, 50, 70, 64};
    const ExpandedInputs inputs(shape, Inputs::Random, Inputs::Random);
    const auto together = attended(shape, inputs);
    ExpandedShape alone = shape;
    alone.heads = 1;
    const auto ofHead = [&](const std::vector<float>& all, std::uint32_t head, std::uint32_t width) {
        std::vector<float> own;
        for (std::size_t at = head * width; at < all.size(); at += std::size_t{shape.heads} * width)
            own.insert(own.end(), all.begin() + static_cast<std::ptrdiff_t>(at),
                       all.begin() + static_cast<std::ptrdiff_t>(at + width));
        return own;
    };
    for (std::uint32_t head = 0; head < shape.heads; ++head) {
        ExpandedInputs own = inputs;
        own.queries = ofHead(inputs.queries, head, shape.queryWidth());
        own.keys = ofHead(inputs.keys, head, shape.noPosition);
        own.values = ofHead(inputs.values, head, shape.value);
        EXPECT_EQ(attended(alone, own), ofHead(together, head, shape.value)) << head;
    }
}

} // namespace
