// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace plm {

// Of V logits a sampler mostly needs the largest only. An executor that has them elsewhere than in the
// program's memory finds these there, so that few bytes come back.

/// A token that may come next, with its logit; as devices write it, too.
struct Candidate {
    TokenId token = 0;
    float logit = 0;
    bool operator==(const Candidate&) const = default;
};

/// More of a row are not asked for: all logits are then.
inline constexpr std::size_t kMostCandidates = 128;

/// Greater for what comes first: NaNs and infinities, so that the first candidate tells whether all logits
/// are numbers, then the larger; both zeros are one number. shaders/logit_order.glsl does the same.
constexpr std::uint32_t logitOrder(float logit) {
    constexpr std::uint32_t kExponent = 0x7F800000U, kSign = 0x80000000U;
    const auto bits = std::bit_cast<std::uint32_t>(logit);
    if ((bits & kExponent) == kExponent)
        return ~0U;
    return (bits & kSign) != 0 ? 0U - bits : bits | kSign;
}

/// Whether `a` comes before `b`; of equal logits the smaller id does.
constexpr bool isLikelier(const Candidate& a, const Candidate& b) {
    const std::uint32_t ofA = logitOrder(a.logit), ofB = logitOrder(b.logit);
    return ofA != ofB ? ofA > ofB : a.token < b.token;
}

/// Fills `candidates`, of which there are at most as many as `logits`, with the first of all tokens in their
/// order.
void findCandidates(std::span<const float> logits, std::span<Candidate> candidates);

} // namespace plm
