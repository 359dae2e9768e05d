// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantise/tensor_encoder.h"

#include "files/mapping.h"
#include "model/number_check.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace plm::quantisation {

namespace {

// Values that a thread takes at a time: whole blocks of every format, and few enough to stay in its cache.
constexpr std::size_t kChunk = 16384;
// Values between two pieces of the file: 16 MB of float32, which take a fraction of a second.
constexpr std::size_t kPiece = 256 * kChunk;

std::size_t valuesIn(const gguf::Tensor& tensor) {
    return static_cast<std::size_t>(tensor.bytes / tensor.format->blockBytes) * tensor.format->blockValues;
}

/// The bytes of the values from `begin` to `end`, which are whole blocks.
std::span<const std::byte> bytesOf(const gguf::Tensor& tensor, std::size_t begin, std::size_t end) {
    const std::size_t first = tensor.format->bytesFor(begin);
    return tensor.data.subspan(first, tensor.format->bytesFor(end) - first);
}

} // namespace

TensorEncoder::TensorEncoder(std::string_view file, gguf::Writer& writer, int threads)
    : m_file(file),
      m_writer(writer),
      m_pool(threads),
      m_values(static_cast<std::size_t>(m_pool.threads()), std::vector<float>(kChunk)),
      m_encoded(kPiece * sizeof(float)) {}

Status TensorEncoder::write(const gguf::Tensor& tensor, const quant::Format& format) {
    const std::size_t count = valuesIn(tensor);
    for (std::size_t begin = 0; begin < count; begin += kPiece)
        if (auto done = encode({tensor, format, begin, std::min(begin + kPiece, count)}); !done)
            return done;
    return {};
}

Status TensorEncoder::encode(const Piece& piece) {
    const std::size_t values = piece.end - piece.begin;
    const auto chunks = static_cast<int>((values + kChunk - 1) / kChunk);
    m_refused = false;
    m_pool.parallel(chunks, 1,
                    [&](int first, int last, int thread) { encodeChunks(piece, first, last, thread); });
    if (m_refused)
        return refuse(piece);
    files::releasePages(bytesOf(piece.tensor, piece.begin, piece.end));
    return m_writer.append(std::span(m_encoded).first(piece.format.bytesFor(values)));
}

void TensorEncoder::encodeChunks(const Piece& piece, int first, int last, int thread) {
    float* values = m_values[static_cast<std::size_t>(thread)].data();
    for (int chunk = first; chunk < last; ++chunk) {
        const std::size_t begin = piece.begin + static_cast<std::size_t>(chunk) * kChunk;
        const std::size_t count = std::min(kChunk, piece.end - begin);
        const auto source = bytesOf(piece.tensor, begin, begin + count);
        piece.tensor.format->decode(source.data(), values, count);
        std::byte* encoded = m_encoded.data() + piece.format.bytesFor(begin - piece.begin);
        const bool isCopy = piece.tensor.format == &piece.format;
        if (isCopy)
            std::copy(source.begin(), source.end(), encoded);
        if (isCopy ? !areNumbers({values, count}) : !piece.format.encode(values, encoded, count))
            m_refused = true;
    }
}

/// Says which of the piece's values could not be encoded.
Status TensorEncoder::refuse(const Piece& piece) const {
    std::vector<float> values(kChunk);
    float largest = 0;
    for (std::size_t begin = piece.begin; begin < piece.end; begin += kChunk) {
        const std::size_t count = std::min(kChunk, piece.end - begin);
        piece.tensor.format->decode(bytesOf(piece.tensor, begin, begin + count).data(), values.data(), count);
        for (std::size_t i = 0; i < count; ++i) {
            if (!std::isfinite(values[i]))
                return fail(
                    ErrorKind::BadFile,
                    fmt::format(
                        "{} cannot be quantised: value {} of the tensor {} is {}, which is no number.",
                        m_file, begin + i, inQuotes(piece.tensor.name), values[i]));
            largest = std::max(largest, std::fabs(values[i]));
        }
    }
    return fail(ErrorKind::BadFile,
                fmt::format("{} cannot be quantised: the tensor {} has values up to {:g}, too large for {}.",
                            m_file, inQuotes(piece.tensor.name), largest, piece.format.name));
}

} // namespace plm::quantisation
