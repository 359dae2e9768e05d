// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_weights.h"

#include "files/mapping.h"
#include "model/loading.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <functional>
#include <string>
#include <utility>

namespace plm::vulkan {

namespace {

constexpr std::uint64_t kMostStaged = std::uint64_t{32} << 20; ///< bytes that are kept for the next upload

} // namespace

/// Brings words to a device, through memory that both see.
class DeviceWeights::Uploader {
public:
    /// `name` is the file's, for a sentence.
    Uploader(const Device& device, Recording& recording, ThreadPool& pool, std::string name)
        : m_device(device),
          m_recording(recording),
          m_pool(pool),
          m_name(std::move(name)) {}

    /// A matrix of so many lines.
    Status upload(const DeviceLayout& layout, const Matrix& matrix, std::uint32_t lines, Buffer& target) {
        return upload(layout.words(lines), target, [&](std::span<std::uint32_t> words) -> Status {
            if (layout.write(matrix, words, m_pool))
                return {};
            return fail(
                ErrorKind::BadFile,
                fmt::format("{}: The tensor {} has a value that is not a number; the file is damaged.",
                            m_name, inQuotes(matrix.name)));
        });
    }
    /// As many as `target` is to hold; `write` fails, or fills all of them.
    Status upload(std::uint64_t words, Buffer& target,
                  const std::function<Status(std::span<std::uint32_t>)>& write) {
        auto buffer = Buffer::create(m_device, words * 4, BufferUse::Device);
        if (!buffer)
            return tl::unexpected(buffer.error());
        if (Status room = makeRoom(words * 4); !room)
            return room;
        if (Status written = write(m_staging.as<std::uint32_t>().first(words)); !written)
            return written;
        target = std::move(*buffer);
        m_recording.copy(m_staging, 0, target, 0, words * 4);
        return m_recording.finish();
    }

private:
    /// Memory that a device sees is dear to ask for, so that it is kept; but not what a large matrix took.
    Status makeRoom(std::uint64_t bytes) {
        if (m_staging.bytes() >= bytes && m_staging.bytes() <= std::max(bytes, kMostStaged))
            return {};
        m_staging = Buffer();
        auto made = Buffer::create(m_device, bytes, BufferUse::Upload);
        if (!made)
            return tl::unexpected(made.error());
        m_staging = std::move(*made);
        return {};
    }

    const Device& m_device;
    Recording& m_recording;
    ThreadPool& m_pool;
    const std::string m_name;
    Buffer m_staging;
};

Result<DeviceWeights> DeviceWeights::upload(const Device& device, Recording& recording,
                                            const gguf::File& file, const Weights& weights, ThreadPool& pool,
                                            const WeightLoading& loading) {
    DeviceWeights uploaded;
    Uploader uploader(device, recording, pool, file.name());
    const std::vector<PlannedMatrix> matrices = deviceMatrices(weights);
    std::uint64_t bytes = 0;
    for (const PlannedMatrix& lying : matrices)
        bytes += lying.matrix->bytes();
    Loading reading(file.name(), bytes, loading.progress, loading.stop);
    for (const PlannedMatrix& lying : matrices) {
        const std::span<const std::byte> inFile(lying.matrix->data, lying.matrix->bytes());
        if (Status read = reading.pageIn(inFile); !read)
            return tl::unexpected(read.error());
        if (Status added = uploaded.add(uploader, lying); !added)
            return tl::unexpected(added.error());
        files::releasePages(inFile);
    }
    if (Status added = uploaded.addNorms(uploader, weights); !added)
        return tl::unexpected(added.error());
    return uploaded;
}

Status DeviceWeights::add(Uploader& uploader, const PlannedMatrix& planned) {
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
        if (Status done = uploader.upload(layout, part, lines.count, piece.buffer); !done)
            return done;
        m_bytes += piece.buffer.bytes();
        uploaded.pieces.push_back(std::move(piece));
    }
    m_matrices.emplace(matrix.data, std::move(uploaded));
    return {};
}

Status DeviceWeights::addNorms(Uploader& uploader, const Weights& weights) {
    const std::vector<float> all = deviceNorms(weights);
    m_bytes += all.size() * sizeof(float);
    return uploader.upload(all.size(), m_norms, [&](std::span<std::uint32_t> words) {
        std::memcpy(words.data(), all.data(), all.size() * sizeof(float));
        return Status();
    });
}

} // namespace plm::vulkan
