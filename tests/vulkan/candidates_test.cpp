// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// candidates.comp: the first tokens of a row of logits, from those of its strands.
#include "logit_samples.h"
#include "padded_rows.h"
#include "shader_test.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

class CandidatesTest : public ShaderTest {
protected:
    /// Of each of two rows, the second the other way round.
    static void expectCandidates(const LogitSample& sample, std::uint32_t count) {
        std::vector<float> rows = sample.logits;
        rows.insert(rows.end(), sample.logits.rbegin(), sample.logits.rend());
        const auto vocabulary = static_cast<std::uint32_t>(sample.logits.size());
        const std::uint32_t strands = strandsOf(static_cast<int>(vocabulary));
        const Numbers logits = numbers(padded(rows, vocabulary, FLT_MAX)); // ends are no tokens
        const Numbers firsts = numbers(firstsOf(rows, vocabulary, strands));
        const Numbers candidates = numbers(std::size_t{2} * 2 * count);
        run(kCandidates, {}, CandidateArguments{vocabulary, strands, count}, {2, 1, 1}, logits, firsts,
            candidates);
        for (std::size_t row = 0; row < 2; ++row) {
            const auto first = rows.begin() + static_cast<std::ptrdiff_t>(row * vocabulary);
            const auto expected = sortedCandidates({first, first + vocabulary}, count);
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t at = 2 * (row * count + i);
                const Candidate found{static_cast<TokenId>(candidates.words()[at]),
                                      candidates.floats()[at + 1]};
                ASSERT_TRUE(areSame(found, expected[i]))
                    << sample.name << ", " << i << " of " << count << " of " << vocabulary << ": "
                    << found.token << " and not " << expected[i].token;
            }
        }
    }

private:
    /// What first_of_strands.comp writes.
    static std::vector<std::uint32_t> firstsOf(const std::vector<float>& rows, std::uint32_t vocabulary,
                                               std::uint32_t strands) {
        std::vector<std::uint32_t> firsts;
        for (std::size_t row = 0; row < rows.size(); row += vocabulary)
            for (std::uint32_t strand = 0; strand < strands; ++strand) {
                std::uint32_t best = strand;
                for (std::uint32_t token = strand; token < vocabulary; token += strands)
                    if (logitOrder(rows[row + token]) > logitOrder(rows[row + best]))
                        best = token;
                firsts.push_back(logitOrder(rows[row + best]));
                firsts.push_back(best);
            }
        return firsts;
    }
};

TEST_F(CandidatesTest, AgreeWithSorting) {
    for (const std::uint32_t vocabulary : {1U, 2U, 64U, 65U, 300U, 5001U})
        for (const LogitSample& sample : logitSamples(vocabulary))
            for (const std::uint32_t count : {1U, 2U, 3U, 40U, 41U, 104U, 128U})
                if (count <= vocabulary)
                    expectCandidates(sample, count);
}

/// More strands than there is room for at once, as Qwen2's vocabulary has.
TEST_F(CandidatesTest, AgreeWithSortingForALargeVocabulary) {
    constexpr std::uint32_t kVocabulary = 151936;
    const auto samples = logitSamples(kVocabulary);
    for (std::size_t i = 0; i < samples.size(); i += 4) // sorting so many takes long
        expectCandidates(samples[i], i % 8 == 0 ? 40 : 128);
    expectCandidates(samples.front(), 1);
}

/// All in one strand, and in neighbours.
TEST_F(CandidatesTest, AreFoundWhereverTheyStand) {
    constexpr std::uint32_t kVocabulary = 70000;
    const std::uint32_t strands = strandsOf(kVocabulary);
    for (const std::uint32_t step : {strands, strands - 1, strands + 1, 1U, 1024U}) {
        LogitSample sample{"steps of " + std::to_string(step), randomValues(kVocabulary, step)};
        for (std::uint32_t i = 0; i < 60 && i * step < kVocabulary; ++i)
            sample.logits[i * step] = 10 + static_cast<float>(i % 7);
        expectCandidates(sample, 50);
    }
}

} // namespace
