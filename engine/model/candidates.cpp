// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/candidates.h"

#include <algorithm>

namespace plm {

void findCandidates(std::span<const float> logits, std::span<Candidate> candidates) {
    const auto begin = candidates.begin(), end = candidates.end();
    if (begin == end)
        return;
    const auto candidateAt = [logits](std::size_t i) {
        return Candidate{static_cast<TokenId>(i), logits[i]};
    };
    for (std::size_t i = 0; i < candidates.size(); ++i)
        candidates[i] = candidateAt(i);
    std::make_heap(begin, end, isLikelier); // the last of them in front
    std::uint32_t last = logitOrder(candidates.front().logit);
    for (std::size_t i = candidates.size(); i < logits.size(); ++i) {
        if (logitOrder(logits[i]) <= last) // of equal ones those before stay
            continue;
        std::pop_heap(begin, end, isLikelier);
        candidates.back() = candidateAt(i);
        std::push_heap(begin, end, isLikelier);
        last = logitOrder(candidates.front().logit);
    }
    std::sort_heap(begin, end, isLikelier);
}

} // namespace plm
