// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_weights.h"

#include "files/mapping.h"
#include "model/number_check.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fmt/format.h>

namespace plm::vulkan {

namespace {

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
                                            const gguf::File& file, const Weights& weights,
                                            const WeightLoading& loading) {
    DeviceWeights uploaded;
    const std::vector<PlannedMatrix> matrices = deviceMatrices(weights);
    std::uint64_t bytes = 0;
    for (const PlannedMatrix& lying : matrices)
        bytes += lying.matrix->bytes();
    Loading reading(file.name(), bytes, loading.progress, loading.stop);
    for (const PlannedMatrix& lying : matrices) {
        if (Status read = readChecked(file, std::array{lying.matrix}, reading); !read)
            return tl::unexpected(read.error());
        if (Status added = uploaded.add(device, recording, lying); !added)
            return tl::unexpected(added.error());
        files::releasePages({lying.matrix->data, lying.matrix->bytes()});
    }
    if (Status added = uploaded.addNorms(device, recording, weights); !added)
        return tl::unexpected(added.error());
    return uploaded;
}

Status DeviceWeights::add(const Device& device, Recording& recording, const PlannedMatrix& planned) {
    const Matrix& matrix = *planned.matrix;
    const LineOrder order = planned.order;
    DeviceMatrix uploaded{DeviceLayout(matrix, order), {}};
    const DeviceLayout& layout = uploaded.layout;
    const std::vector<Lines> pieces = piecesOf(layout);
    if (planned.whole && pieces.size() > 1)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} is too large for the Vulkan executor.", inQuotes(matrix.name)));
    for (const Lines& lines : pieces) {
        DevicePiece piece;
        piece.firstLine = lines.first;
        piece.lines = lines.count;
        piece.places.scalesAt = static_cast<std::uint32_t>(layout.codeWords(lines.count));
        piece.places.factorsAt =
            piece.places.scalesAt + static_cast<std::uint32_t>(layout.scaleWords(lines.count));
        const Matrix part = order == LineOrder::Rows
                                ? matrix.slice(static_cast<int>(lines.first), static_cast<int>(lines.count))
                                : matrix;
        if (Status done = uploadWords(device, recording, layout.words(lines.count), piece.buffer,
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
    const std::vector<float> all = deviceNorms(weights);
    m_bytes += all.size() * sizeof(float);
    return uploadWords(device, recording, all.size(), m_norms, [&](std::span<std::uint32_t> words) {
        std::memcpy(words.data(), all.data(), all.size() * sizeof(float));
    });
}

} // namespace plm::vulkan
