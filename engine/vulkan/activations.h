// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/recording.h"
#include "vulkan/shaders.h"

#include <plm/memory_parts.h>
#include <plm/model.h>

#include <cstdint>
#include <span>
#include <vector>

namespace plm::vulkan {

/// Numbers from a row of activations to the next: shaders/rows.glsl.
constexpr std::uint32_t strideOf(int width) {
    return (static_cast<std::uint32_t>(width) + 7) / 8 * 8;
}

/// Of a row of logits: shaders/first_of_strands.comp.
constexpr std::uint32_t strandsOf(int vocabulary) {
    return (static_cast<std::uint32_t>(vocabulary) + kStrandLength - 1) / kStrandLength;
}

/// What a pass computes on the way, in buffers that grow with the number of tokens: a row a token.
class Activations {
public:
    Activations(const Device& device, const HyperParameters& hyper) : m_device(device), m_hyper(hyper) {}

    /// For `tokens` of them, for their neurons in `lists` lists, for `attended` whose segments are there
    /// together, for `expanded` rows of the cache whose keys and values are, for `logits` rows of logits, and
    /// for as many as `scored` whose candidates are found.
    struct Room {
        std::uint32_t tokens = 0, lists = 0, attended = 0, expanded = 0, logits = 0, scored = 0;
    };
    /// Bytes of them all.
    [[nodiscard]] static std::uint64_t bytesFor(const HyperParameters& hyper, const Room& room);
    /// Makes buffers anew that are too small; what was recorded is done before.
    Status ensure(Recording& recording, const Room& room);
    /// How many were: what was recorded with those before must not be submitted any more.
    [[nodiscard]] std::uint64_t madeAnew() const { return m_madeAnew; }

    /// Of the buffers as they are.
    [[nodiscard]] std::uint64_t bytes() const;
    /// Those that the program sees.
    void addRegions(std::vector<MemoryRegion>& regions) const;

    Buffer embedded;      ///< rows of the embedding, which the program writes
    Buffer step;          ///< shaders/step.glsl, likewise
    Buffer residual;      ///< D
    Buffer normalised;    ///< D
    Buffer queries;       ///< H · (n + p)
    Buffer latents;       ///< r + p
    Buffer absorbed;      ///< H rows of r + p
    Buffer segments;      ///< H times kMostSegments of r + 2
    Buffer mixedLatents;  ///< H rows of r
    Buffer decoded;       ///< r, a row of the cache
    Buffer rotaryKeys;    ///< p, likewise
    Buffer keys;          ///< H rows of n, likewise
    Buffer values;        ///< H rows of v, likewise
    Buffer totals;        ///< H times two numbers of shaders/attend_expanded.comp
    Buffer mixed;         ///< H · v
    Buffer neurons;       ///< F
    Buffer lists, counts; ///< of neurons by share, and of those by layer
    Buffer seenCounts;    ///< a copy that the program reads
    Buffer shares;        ///< rows of D, one for each share of the neurons
    Buffer logits;        ///< V, which the program reads
    Buffer scores;        ///< the same where it reads candidates only
    Buffer strands;       ///< shaders/first_of_strands.comp
    Buffer candidates;    ///< kMostCandidates, one row right behind the other, which the program reads

private:
    struct Wanted {
        Buffer Activations::*buffer;
        std::uint64_t numbers;
        BufferUse use = BufferUse::Device;
    };
    static std::vector<Wanted> wanted(const HyperParameters& hyper, const Room& room);
    Status grow(Recording& recording, Buffer& buffer, std::uint64_t numbers, BufferUse use);

    const Device& m_device;
    const HyperParameters& m_hyper;
    std::uint64_t m_madeAnew = 0;
};

} // namespace plm::vulkan
