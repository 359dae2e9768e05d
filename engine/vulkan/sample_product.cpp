// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/sample_product.h"

#include "vulkan/activations.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <tuple>

namespace plm::vulkan {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{32} << 20; ///< of the matrix
constexpr std::uint32_t kFewestRows = 256;
constexpr std::uint32_t kFewestTokens = 128, kMostTokens = 512; ///< of many
constexpr std::uint32_t kMostRepetitions = 64;

/// Numbers of a size around 1, of either sign, as float16; of some size as anything else that shaders read.
void fill(std::span<std::uint32_t> words) {
    std::minstd_rand random(1);
    for (std::uint32_t& word : words)
        word = (static_cast<std::uint32_t>(random()) << 1 & 0x83FF83FFU) | 0x3C003C00U;
}

} // namespace

SampleProduct::SampleProduct(Recording& recording, Pipelines& pipelines, const Matrix& shape)
    : m_recording(recording),
      m_pipelines(pipelines),
      m_shape(shape),
      m_matrix{DeviceLayout(shape, LineOrder::Rows), {}},
      m_mostRows(m_matrix.layout.lines) {
    while (m_mostRows > kFewestRows && m_matrix.layout.words(m_mostRows) * 4 > kMostBytes)
        m_mostRows /= 2;
    m_matrix.pieces.emplace_back();
}

Result<std::unique_ptr<SampleProduct>> SampleProduct::create(const Device& device, Recording& recording,
                                                             Pipelines& pipelines, const Matrix& shape) {
    std::unique_ptr<SampleProduct> made(new SampleProduct(recording, pipelines, shape));
    if (Status done = made->allocate(device); !done)
        return tl::unexpected(done.error());
    return made;
}

Status SampleProduct::allocate(const Device& device) {
    const std::uint64_t outputs = std::uint64_t{kMostTokens} * strideOf(m_shape.rows) * 4;
    const std::uint64_t inputs = std::uint64_t{kMostTokens} * strideOf(m_shape.columns) * 4;
    const std::uint64_t words = m_matrix.layout.words(m_mostRows) * 4;
    struct Wanted {
        Buffer& buffer;
        std::uint64_t bytes;
        BufferUse use;
    };
    Buffer staging;
    for (const Wanted& wanted : {Wanted{m_matrix.pieces.front().buffer, words, BufferUse::Device},
                                 {m_inputs, inputs, BufferUse::Device},
                                 {m_outputs, outputs, BufferUse::Device},
                                 {m_seen, outputs, BufferUse::Readback},
                                 {staging, std::max(words, inputs), BufferUse::Upload}}) {
        auto made = Buffer::create(device, wanted.bytes, wanted.use);
        if (!made)
            return tl::unexpected(made.error());
        wanted.buffer = std::move(*made);
    }
    fill(staging.as<std::uint32_t>());
    m_recording.copy(staging, 0, m_matrix.pieces.front().buffer, 0, words);
    m_recording.copy(staging, 0, m_inputs, 0, inputs);
    m_recording.clear(m_outputs); // also what lies between the rows
    return m_recording.finish();
}

void SampleProduct::setRows(std::uint32_t count) {
    DevicePiece& piece = m_matrix.pieces.front();
    piece.lines = count;
    piece.places.scalesAt = static_cast<std::uint32_t>(m_matrix.layout.codeWords(count));
    piece.places.factorsAt =
        piece.places.scalesAt + static_cast<std::uint32_t>(m_matrix.layout.scaleWords(count));
}

void SampleProduct::begin(bool ofMany) {
    setRows(std::min(kFewestRows, m_mostRows));
    m_tokens = ofMany ? kFewestTokens : 1;
    m_repetitions = 1;
}

bool SampleProduct::grow() {
    std::uint32_t& more = m_tokens > 1 ? m_tokens : m_repetitions;
    if (rows() < m_mostRows)
        setRows(std::min(2 * rows(), m_mostRows));
    else if (more < (m_tokens > 1 ? kMostTokens : kMostRepetitions))
        more *= 2;
    else
        return false;
    return true;
}

Result<double> SampleProduct::run(const ProductVariants& variants) {
    Dispatches dispatch(m_recording, m_pipelines);
    for (std::uint32_t i = 0; i < m_repetitions; ++i)
        DeviceProduct{.variants = variants,
                      .matrix = m_matrix,
                      .rows = static_cast<int>(rows()),
                      .columns = m_shape.columns,
                      .inputs = m_inputs,
                      .outputs = m_outputs,
                      .tokens = m_tokens,
                      .adds = false}
            .record(dispatch);
    dispatch.mark(Part::Up);
    if (!dispatch.status()) {
        m_recording.forget();
        return tl::unexpected(dispatch.status().error());
    }
    std::ignore = m_recording.takeSeconds();
    const auto start = std::chrono::steady_clock::now();
    if (Status done = m_recording.finish(); !done)
        return tl::unexpected(done.error());
    const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto told = m_recording.takeSeconds();
    const double device = std::accumulate(told.begin(), told.end(), 0.0);
    return device > 0 ? device : passed;
}

Status SampleProduct::forgetOutputs() {
    m_recording.clear(m_outputs);
    return m_recording.finish();
}

Result<std::vector<float>> SampleProduct::outputs() {
    const std::size_t count = std::size_t{m_tokens} * strideOf(static_cast<int>(rows()));
    m_recording.copy(m_outputs, 0, m_seen, 0, count * sizeof(float));
    if (Status done = m_recording.finish(); !done)
        return tl::unexpected(done.error());
    const std::span<const float> seen = m_seen.as<const float>().first(count);
    return std::vector<float>(seen.begin(), seen.end());
}

} // namespace plm::vulkan
