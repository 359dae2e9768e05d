// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// first_of_strands.comp: the first token of each strand of a row of logits.
#include "logit_samples.h"
#include "padded_rows.h"
#include "shader_test.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

class FirstOfStrandsTest : public ShaderTest {
protected:
    /// Of two rows, the second the other way round.
    static void expectFirsts(const LogitSample& sample) {
        const auto vocabulary = static_cast<std::uint32_t>(sample.logits.size());
        const std::uint32_t strands = strandsOf(static_cast<int>(vocabulary));
        std::vector<float> rows = sample.logits;
        rows.insert(rows.end(), sample.logits.rbegin(), sample.logits.rend());
        const Numbers logits = numbers(padded(rows, vocabulary, FLT_MAX)); // ends are no tokens
        const Numbers firsts = numbers(std::size_t{2} * 2 * strands);
        run(kFirstOfStrands, {}, StrandArguments{vocabulary, strands},
            {groupsFor(strands, kStrandsByGroup), 2, 1}, logits, firsts);
        for (std::uint32_t row = 0; row < 2; ++row)
            for (std::uint32_t strand = 0; strand < strands; ++strand) {
                Candidate best{};
                for (std::uint32_t token = strand; token < vocabulary; token += strands) {
                    const Candidate one{static_cast<TokenId>(token), rows[row * vocabulary + token]};
                    if (token == strand || isLikelier(one, best))
                        best = one;
                }
                const auto found = firsts.words().subspan(std::size_t{2} * (row * strands + strand), 2);
                ASSERT_EQ(found[0], logitOrder(best.logit)) << sample.name << ", strand " << strand;
                ASSERT_EQ(found[1], static_cast<std::uint32_t>(best.token))
                    << sample.name << ", strand " << strand;
            }
    }
};

TEST_F(FirstOfStrandsTest, AgreesWithPlainLoops) {
    for (const std::size_t vocabulary : {1U, 63U, 64U, 65U, 300U, 4096U, 4097U, 20011U})
        for (const LogitSample& sample : logitSamples(vocabulary))
            expectFirsts(sample);
}

} // namespace
