// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/activations.h"

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

Status Activations::ensure(Recording& recording, const Room& room) {
    // Every batch of a few has room from the first on.
    const std::uint64_t count = std::max(room.tokens, kMostAlike);
    Status done = grow(recording, embedded, count * strideOf(m_hyper.embedding), BufferUse::Upload);
    if (done)
        done = grow(recording, step, kStepHeader + count * static_cast<std::uint64_t>(m_hyper.rotaryWidth),
                    BufferUse::Upload);
    if (done)
        done = growLayers(recording, room);
    const std::uint64_t width = strideOf(m_hyper.vocabulary);
    if (done && room.logits > 0)
        done = grow(recording, logits, room.logits * width, BufferUse::Readback);
    return done;
}

Status Activations::growLayers(Recording& recording, const Room& room) {
    const std::uint64_t count = std::max(room.tokens, kMostAlike);
    const std::uint64_t attended = std::max(room.attended, kMostAlike);
    const auto heads = static_cast<std::uint64_t>(m_hyper.heads);
    const auto rank = static_cast<std::uint64_t>(m_hyper.latentRank);
    const auto shareCount =
        (static_cast<std::uint64_t>(m_hyper.feedForward) + kShareNeurons - 1) / kShareNeurons;
    const std::uint64_t listed = std::max<std::uint64_t>(room.lists, 1) * shareCount;
    const std::uint64_t counted = listed * static_cast<std::uint64_t>(m_hyper.layers) * kShareCounts;
    struct Wanted {
        Buffer* buffer;
        std::uint64_t numbers;
        BufferUse use = BufferUse::Device;
    };
    const Wanted all[] = {
        {&residual, count * strideOf(m_hyper.embedding)},
        {&normalised, count * strideOf(m_hyper.embedding)},
        {&queries, count * strideOf(m_hyper.heads * (m_hyper.noPositionWidth + m_hyper.rotaryWidth))},
        {&latents, count * strideOf(m_hyper.cacheWidth())},
        {&absorbed, attended * heads * strideOf(m_hyper.cacheWidth())},
        {&segments, attended * heads * kMostSegments * (rank + 2)},
        {&mixedLatents, attended * heads * strideOf(m_hyper.latentRank)},
        {&mixed, count * strideOf(m_hyper.heads * m_hyper.valueWidth)},
        {&neurons, count * strideOf(m_hyper.feedForward)},
        {&lists, listed * kShareNeurons},
        {&counts, counted},
        {&seenCounts, counted, BufferUse::Readback},
        {&shares, kMostAlike * shareCount * strideOf(m_hyper.embedding)},
    };
    for (const Wanted& wanted : all)
        if (Status done = grow(recording, *wanted.buffer, wanted.numbers, wanted.use); !done)
            return done;
    return {};
}

void Activations::addRegions(std::vector<MemoryRegion>& regions) const {
    for (const Buffer* seen : {&embedded, &step, &seenCounts, &logits}) {
        const std::span<const std::byte> bytes = seen->as<const std::byte>();
        regions.push_back(
            {MemoryPart::Activations, reinterpret_cast<std::uintptr_t>(bytes.data()), bytes.size()});
    }
}

} // namespace plm::vulkan
