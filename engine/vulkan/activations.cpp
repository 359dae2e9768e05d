// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/activations.h"

#include "model/candidates.h"
#include "vulkan/device_layout.h"

#include <algorithm>

namespace plm::vulkan {

Status Activations::grow(Recording& recording, Buffer& buffer, std::uint64_t numbers, BufferUse use) {
    if (buffer.bytes() >= numbers * 4)
        return {};
    auto made = Buffer::create(m_device, numbers * 4, use);
    if (!made)
        return tl::unexpected(made.error());
    // What is recorded may still use the old one.
    if (Status done = recording.finish(); !done)
        return done;
    buffer = std::move(*made);
    ++m_madeAnew;
    // The ends of rows are read as zeros.
    if (use == BufferUse::Device)
        recording.clear(buffer);
    else
        std::ranges::fill(buffer.as<float>(), 0.0F);
    return {};
}

/// All buffers, with what each has room for. Every batch of a few has that from the first on.
std::vector<Activations::Wanted> Activations::wanted(const HyperParameters& hyper, const Room& room) {
    const std::uint64_t count = std::max(room.tokens, kMostAlike);
    const std::uint64_t attended = std::max(room.attended, kMostAlike);
    const std::uint64_t expanded = room.expanded;
    const auto heads = static_cast<std::uint64_t>(hyper.heads);
    const auto rank = static_cast<std::uint64_t>(hyper.latentRank);
    const auto shareCount =
        (static_cast<std::uint64_t>(hyper.feedForward) + kShareNeurons - 1) / kShareNeurons;
    const std::uint64_t listed = std::max<std::uint64_t>(room.lists, 1) * shareCount;
    const std::uint64_t counted = listed * static_cast<std::uint64_t>(hyper.layers) * kShareCounts;
    using A = Activations;
    return {
        {&A::embedded, count * strideOf(hyper.embedding), BufferUse::Upload},
        {&A::step, kStepHeader + count * static_cast<std::uint64_t>(hyper.rotaryWidth), BufferUse::Upload},
        {&A::residual, count * strideOf(hyper.embedding)},
        {&A::normalised, count * strideOf(hyper.embedding)},
        {&A::queries, count * strideOf(hyper.heads * (hyper.noPositionWidth + hyper.rotaryWidth))},
        {&A::latents, count * strideOf(hyper.cacheWidth())},
        {&A::absorbed, attended * heads * strideOf(hyper.cacheWidth())},
        {&A::segments, attended * heads * kMostSegments * (rank + 2)},
        {&A::mixedLatents, attended * heads * strideOf(hyper.latentRank)},
        {&A::decoded, expanded * strideOf(hyper.latentRank)},
        {&A::rotaryKeys, expanded * strideOf(hyper.rotaryWidth)},
        {&A::keys, expanded * heads * strideOf(hyper.noPositionWidth)},
        {&A::values, expanded * heads * strideOf(hyper.valueWidth)},
        {&A::totals, expanded > 0 ? count * heads * 2 : 0},
        {&A::mixed, count * strideOf(hyper.heads * hyper.valueWidth)},
        {&A::neurons, count * strideOf(hyper.feedForward)},
        {&A::lists, listed * kShareNeurons},
        {&A::counts, counted},
        {&A::seenCounts, counted, BufferUse::Readback},
        {&A::shares, kMostAlike * shareCount * strideOf(hyper.embedding)},
        {&A::logits, std::uint64_t{room.logits} * strideOf(hyper.vocabulary), BufferUse::Readback},
        {&A::scores, std::uint64_t{room.scored} * strideOf(hyper.vocabulary)},
        {&A::strands, std::uint64_t{room.scored} * 2 * strandsOf(hyper.vocabulary)},
        {&A::candidates, std::uint64_t{room.scored} * 2 * kMostCandidates, BufferUse::Readback},
    };
}

std::uint64_t Activations::bytesFor(const HyperParameters& hyper, const Room& room) {
    std::uint64_t bytes = 0;
    for (const Wanted& one : wanted(hyper, room))
        bytes += one.numbers * 4;
    return bytes;
}

Status Activations::ensure(Recording& recording, const Room& room) {
    for (const Wanted& one : wanted(m_hyper, room))
        if (Status done = grow(recording, this->*one.buffer, one.numbers, one.use); !done)
            return done;
    return {};
}

std::uint64_t Activations::bytes() const {
    std::uint64_t bytes = 0;
    for (const Wanted& one : wanted(m_hyper, {}))
        bytes += (this->*one.buffer).bytes();
    return bytes;
}

void Activations::addRegions(std::vector<MemoryRegion>& regions) const {
    for (const Buffer* seen : {&embedded, &step, &seenCounts, &logits, &candidates}) {
        const std::span<const std::byte> bytes = seen->as<const std::byte>();
        regions.push_back(
            {MemoryPart::Activations, reinterpret_cast<std::uintptr_t>(bytes.data()), bytes.size()});
    }
}

} // namespace plm::vulkan
