// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_weights.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace plm::vulkan {

namespace {

/// What every device binds at once (docs/vulkan.md of the house: the baseline cuts there).
constexpr std::uint64_t kPieceBytes = std::uint64_t{128} << 20;

Status uploadWords(const Device& device, Recording& recording, std::uint64_t words, Buffer& target,
                   const std::function<void(std::span<std::uint32_t>)>& write) {
    auto buffer = Buffer::create(device, words * 4, BufferUse::Device);
    if (!buffer)
        return tl::unexpected(buffer.error());
    auto staging = Buffer::create(device, words * 4, BufferUse::Upload);
    if (!staging)
        return tl::unexpected(staging.error());
    const std::span<std::uint32_t> staged = staging->as<std::uint32_t>();
    std::fill(staged.begin(), staged.end(), 0U);
    write(staged);
    target = std::move(*buffer);
    recording.copy(*staging, 0, target, 0, target.bytes());
    return recording.finish();
}

} // namespace

Result<DeviceWeights> DeviceWeights::upload(const Device& device, Recording& recording,
                                            const Weights& weights, const WeightLoading& loading) {
    DeviceWeights uploaded;
    std::vector<std::pair<const Matrix*, LineOrder>> matrices{{&weights.head, LineOrder::Rows}};
    for (const LayerWeights& layer : weights.layers) {
        for (const Matrix* matrix :
             {&layer.query, &layer.latent, &layer.keyValue, &layer.output, &layer.up})
            matrices.emplace_back(matrix, LineOrder::Rows);
        matrices.emplace_back(&layer.down, LineOrder::Neurons);
    }
    double done = 0;
    for (const auto& [matrix, order] : matrices) {
        if (loading.stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Loading was cancelled.");
        if (Status added = uploaded.add(device, recording, *matrix, order); !added)
            return tl::unexpected(added.error());
        done += 1;
        if (loading.progress)
            loading.progress(done / static_cast<double>(matrices.size()));
    }
    if (Status added = uploaded.addNorms(device, recording, weights); !added)
        return tl::unexpected(added.error());
    return uploaded;
}

Status DeviceWeights::add(const Device& device, Recording& recording, const Matrix& matrix,
                          LineOrder order) {
    DeviceMatrix uploaded{DeviceLayout(matrix, order), {}};
    const DeviceLayout& layout = uploaded.layout;
    const std::uint64_t lineBytes = std::max<std::uint64_t>(layout.words(layout.lines) * 4 / layout.lines, 1);
    auto perPiece = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(kPieceBytes / (lineBytes + 1), 1, layout.lines));
    if (order == LineOrder::Neurons && perPiece < layout.lines)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} is too large for the Vulkan executor.", matrix.name));
    for (std::uint32_t first = 0; first < layout.lines; first += perPiece) {
        DevicePiece piece;
        piece.firstLine = first;
        piece.lines = std::min(perPiece, layout.lines - first);
        const Matrix part = order == LineOrder::Rows
                                ? matrix.slice(static_cast<int>(first), static_cast<int>(piece.lines))
                                : matrix;
        if (Status done = uploadWords(device, recording, layout.words(piece.lines), piece.buffer,
                                      [&](std::span<std::uint32_t> words) { layout.write(part, words); });
            !done)
            return done;
        m_bytes += piece.buffer.bytes();
        uploaded.pieces.push_back(std::move(piece));
    }
    m_matrices.emplace(matrix.data, std::move(uploaded));
    return {};
}

Status DeviceWeights::addNorms(const Device& device, Recording& recording, const Weights& weights) {
    std::vector<float> all;
    const auto add = [&all](const std::vector<float>& norm) { all.insert(all.end(), norm.begin(), norm.end()); };
    for (const LayerWeights& layer : weights.layers) {
        add(layer.attentionNorm);
        add(layer.latentNorm);
        add(layer.feedForwardNorm);
    }
    add(weights.outputNorm);
    m_bytes += all.size() * sizeof(float);
    return uploadWords(device, recording, all.size(), m_norms, [&](std::span<std::uint32_t> words) {
        std::memcpy(words.data(), all.data(), all.size() * sizeof(float));
    });
}

} // namespace plm::vulkan
