// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/memory_parts.h>

#include <vector>

namespace plm {

/// Sines and cosines for the rotary embedding of consecutive positions. Pair i of p values turns by
/// position · base^(−2i/p), pairs being neighbours (2i, 2i+1). Computed in double, kept as float32.
class RotaryTable {
public:
    RotaryTable(int width, float base);
    /// Fills the table for positions [first, first + count).
    void prepare(int first, int count);
    /// Rotates the p values at `values` in place, for the `index`-th position prepared.
    void rotate(int index, float* values) const;
    /// Adds where its buffers lie, as far as they change from batch to batch.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        addRegion(regions, MemoryPart::Activations, m_cosine);
        addRegion(regions, MemoryPart::Activations, m_sine);
    }

private:
    int m_pairs;
    std::vector<double> m_frequency; ///< p/2
    std::vector<float> m_cosine;     ///< count × p/2
    std::vector<float> m_sine;
};

} // namespace plm
