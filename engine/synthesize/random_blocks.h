// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"
#include "synthesize/random.h"

#include <cstddef>
#include <span>

namespace plm::synthesis {

struct BlockLayout;

/// Writes numbers in one block format without quantising any: codes are random bytes, and the scales beside
/// them are chosen. Immutable.
class RandomBlocks {
public:
    explicit RandomBlocks(const quant::Format& format);

    /// Fills whole `blocks` with numbers of mean 0 and standard deviation `deviation`, all codes equally
    /// frequent. Scales differ from block to block by up to a quarter.
    void fill(std::span<std::byte> blocks, float deviation, Random& random) const;
    /// Fills whole `blocks` with the same `value`, as near as the format's scales come to it.
    void fillConstant(std::span<std::byte> blocks, float value) const;

private:
    void fillBlock(std::span<std::byte> block, float deviation, Random& random) const;
    void storeScales(std::byte* block, float scale, float offset) const;
    [[nodiscard]] float measureDeviation() const;
    [[nodiscard]] float measureLevel() const;

    const quant::Format* m_format;
    const BlockLayout* m_layout; ///< null for float formats
    float m_unitDeviation = 1;   ///< of the numbers where fill() is asked for 1 before it is known
    float m_level = 1;           ///< value of the codes that fillConstant() writes, at a scale of 1
};

} // namespace plm::synthesis
