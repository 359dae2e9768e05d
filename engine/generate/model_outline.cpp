// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/mapping.h"
#include "gguf/file.h"
#include "model/hyper_parameters.h"
#include "model/latent_cache.h"
#include "model/loading.h"
#include "model/weights.h"
#include "text/merge_table.h"
#include "text/vocabulary.h"

#include <plm/model_outline.h>

#include <algorithm>
#include <fmt/format.h>
#include <new>
#include <span>
#include <stop_token>
#include <utility>

namespace plm {

struct ModelOutline::Parts {
    gguf::File file; ///< which the weights view
    HyperParameters hyper;
    Weights weights;
};

namespace {

std::uint64_t cachePerToken(const HyperParameters& hyper, CacheType type) {
    return std::uint64_t{CacheRow(hyper, type).bytes()} * static_cast<std::uint64_t>(hyper.layers);
}

struct Read {
    HyperParameters hyper;
    Weights weights;
};

Result<Read> readOutline(const gguf::File& file) {
    auto hyper = readHyperParameters(file);
    if (!hyper)
        return tl::unexpected(hyper.error());
    auto weights = readWeights(file, *hyper);
    if (!weights)
        return tl::unexpected(weights.error());
    return Read{*hyper, std::move(*weights)};
}

/// Strings of an array of the file; 0 where there is none.
std::size_t stringsOf(const gguf::File& file, std::string_view key) {
    const auto array = file.array(key, gguf::ValueType::String);
    return array ? (*array)->strings.size() : 0;
}

} // namespace

ModelOutline::ModelOutline(std::unique_ptr<const Parts> parts) : m_parts(std::move(parts)) {}
ModelOutline::ModelOutline(ModelOutline&&) noexcept = default;
ModelOutline::~ModelOutline() = default;

Result<ModelOutline> ModelOutline::read(const std::filesystem::path& path) {
    auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    try {
        auto read = file->ifIntact(readOutline(*file));
        if (!read)
            return tl::unexpected(read.error());
        return ModelOutline(
            std::make_unique<const Parts>(Parts{std::move(*file), read->hyper, std::move(read->weights)}));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to read {}.", file->name()));
    }
}

const HyperParameters& ModelOutline::hyper() const {
    return m_parts->hyper;
}

MemoryNeed ModelOutline::memory(const ExecutorPlug& executor) const {
    const HyperParameters& hyper = m_parts->hyper;
    const WeightNeed found = executor.need(m_parts->weights, hyper);
    MemoryNeed need;
    need.contextLength = hyper.contextLength;
    need.laidOutWeights = found.laidOut;
    need.inPlaceWeights = found.inPlace;
    need.weightsByRow = found.byRow;
    need.deviceWeights = found.onDevice;
    need.cacheF16 = cachePerToken(hyper, CacheType::F16);
    need.cacheF32 = cachePerToken(hyper, CacheType::F32);
    need.cacheQ8 = cachePerToken(hyper, CacheType::Q8);
    return need;
}

PassNeed ModelOutline::pass(const ExecutorPlug& executor, const PassShape& shape) const {
    PassNeed need = executor.pass(m_parts->weights, m_parts->hyper, shape);
    need.activations += sizeof(float) * static_cast<std::uint64_t>(m_parts->hyper.vocabulary);
    return need;
}

Result<std::uint64_t> ModelOutline::measureRowReach(std::stop_token stop) const {
    constexpr int kRows = 64; // evenly spread, so that none lies in what came along with another
    const Matrix& embedding = m_parts->weights.embedding;
    const std::span<const std::byte> all(embedding.row(0), embedding.bytes());
    // Opening a model reads it all: what a row brings along is how much of that lies together.
    if (Status read = Loading(m_parts->file.name(), all.size(), {}, std::move(stop)).pageIn(all); !read)
        return tl::unexpected(read.error());
    files::releasePages(all);
    const auto resident = [this] { return residentBytes(m_parts->file.bytes()); };
    const std::uint64_t before = resident();
    const int rows = std::min(kRows, embedding.rows);
    std::byte sum{};
    for (int i = 0; i < rows; ++i)
        sum ^= *embedding.row(static_cast<int>(std::int64_t{i} * embedding.rows / rows));
    const volatile std::byte used = sum; // or nothing need be read
    (void)used;
    const std::uint64_t after = resident(); // less than before where the system is short of memory
    return m_parts->file.ifIntact(
        Result<std::uint64_t>((std::max(after, before) - before) / static_cast<std::uint64_t>(rows)));
}

std::uint64_t ModelOutline::tensorBytes() const {
    std::uint64_t bytes = 0;
    for (const gguf::Tensor& tensor : m_parts->file.tensors())
        bytes += tensor.bytes;
    return bytes;
}

std::uint64_t ModelOutline::vocabularyBytes() const {
    const gguf::File& file = m_parts->file;
    const std::uint64_t header =
        file.bytes().size() - std::min<std::uint64_t>(tensorBytes(), file.bytes().size());
    const std::size_t tokens = stringsOf(file, "tokenizer.ggml.tokens");
    const std::size_t merges = stringsOf(file, "tokenizer.ggml.merges");
    return header + (tokens + merges) * sizeof(std::string_view) + text::Vocabulary::bytesFor(tokens) +
           text::MergeTable::bytesFor(merges);
}

Result<MemoryNeed> memoryNeed(const std::filesystem::path& path, const ExecutorPlug& executor) {
    return ModelOutline::read(path).map(
        [&executor](const ModelOutline& outline) { return outline.memory(executor); });
}

} // namespace plm
