// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/candidates.h"

#include <plm/memory_parts.h>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace plm {

/// Where a reader of tokens leaves their logits, as in Batch: T × V values, or V for the last token's only,
/// or none; with room for candidates, as many a row, these.
struct LogitRoom {
    std::span<float> logits;
    std::span<Candidate> candidates{};
};

/// What is known of the logits after a token: all V, or only the likeliest tokens, in their order. The other
/// is empty.
struct NextLogits {
    std::span<const float> all;
    std::span<const Candidate> likeliest{};
};

/// Room for what a sampler wants to know after each of some tokens.
class LogitRows {
public:
    LogitRows(std::size_t rows, std::size_t vocabulary)
        : m_rows(rows),
          m_vocabulary(vocabulary),
          m_logits(std::make_unique_for_overwrite<float[]>(rows * vocabulary)),
          m_candidates(rows * kMostCandidates) {}

    /// From now on so many candidates of each token, or all logits: where 0 are wanted, or so many that
    /// nothing is gained.
    void want(std::size_t candidates) {
        m_wanted = candidates <= kMostCandidates && candidates < m_vocabulary ? candidates : 0;
    }
    /// For the first `rows` of them.
    [[nodiscard]] LogitRoom room(std::size_t rows) {
        return {{m_logits.get(), rows * m_vocabulary}, std::span(m_candidates).first(rows * m_wanted)};
    }
    [[nodiscard]] NextLogits operator[](std::size_t row) const {
        if (m_wanted > 0)
            return {{}, std::span(m_candidates).subspan(row * m_wanted, m_wanted)};
        return {{m_logits.get() + row * m_vocabulary, m_vocabulary}};
    }
    /// Adds where it lies. Logits that are never written take no memory.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        regions.push_back({MemoryPart::Activations, reinterpret_cast<std::uintptr_t>(m_logits.get()),
                           m_rows * m_vocabulary * sizeof(float)});
        addRegion(regions, MemoryPart::Activations, m_candidates);
    }

private:
    std::size_t m_rows, m_vocabulary;
    std::size_t m_wanted = 0;          ///< candidates of a row; 0: all logits
    std::unique_ptr<float[]> m_logits; // NOLINT(modernize-avoid-c-arrays): a vector would fill it
    std::vector<Candidate> m_candidates;
};

} // namespace plm
