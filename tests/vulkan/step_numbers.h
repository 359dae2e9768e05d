// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/shaders.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace plm::test {

/// Cosines and sines of angles, a pair for each two of a rotary key of each token.
inline std::vector<float> turnsOf(std::uint32_t tokens, std::uint32_t rotary) {
    std::vector<float> turns;
    for (std::uint32_t i = 0; i < tokens * (rotary / 2); ++i) {
        turns.push_back(static_cast<float>(std::cos(0.3 * i)));
        turns.push_back(static_cast<float>(std::sin(0.3 * i)));
    }
    return turns;
}

/// What shaders/step.glsl reads.
inline std::vector<std::uint32_t> stepWords(std::uint32_t position, bool listsAll = false,
                                            std::span<const float> turns = {}) {
    std::vector<std::uint32_t> words(vulkan::kStepHeader, 0xDEADBEEF);
    words[0] = position;
    words[1] = listsAll ? 1 : 0;
    for (const float turn : turns)
        words.push_back(std::bit_cast<std::uint32_t>(turn));
    return words;
}

} // namespace plm::test
