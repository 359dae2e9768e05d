// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/laid_out_weights.h"

#include <algorithm>
#include <fmt/format.h>
#include <new>
#include <sys/mman.h>

namespace plm::cpu {

WeightMemory::WeightMemory(std::size_t bytes) : m_size(bytes) {
    if (bytes == 0)
        return;
    void* mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        throw std::bad_alloc();
    (void)madvise(mapped, bytes, MADV_HUGEPAGE); // as well without
    m_data = static_cast<std::byte*>(mapped);
}

WeightMemory::~WeightMemory() {
    if (m_data != nullptr)
        (void)munmap(m_data, m_size);
}

namespace {

std::span<const std::byte> bytesOf(const Matrix& matrix) {
    return {matrix.data, matrix.bytes()};
}

/// Makes what the kernels take of a plan and the memory that it is about.
class Assembler {
public:
    Assembler(const WeightPlan& plan, const HyperParameters& hyper, const std::byte* memory)
        : m_plan(plan),
          m_hyper(hyper),
          m_memory(memory) {}

    [[nodiscard]] Linear linear(const Matrix& matrix) const {
        Linear linear;
        linear.matrix = &matrix;
        if (const std::byte* laidOut = find(WeightOrder::Tiles, matrix))
            linear.tiles.emplace(matrix, laidOut);
        return linear;
    }
    [[nodiscard]] std::optional<KeyRows> keys(const Matrix& matrix) const {
        const std::byte* laidOut = find(WeightOrder::KeyRows, matrix);
        return laidOut != nullptr ? std::optional<KeyRows>(std::in_place, matrix, m_hyper, laidOut)
                                  : std::nullopt;
    }
    [[nodiscard]] std::optional<NeuronMajor> neurons(const Matrix& matrix) const {
        const std::byte* laidOut = find(WeightOrder::NeuronMajor, matrix);
        return laidOut != nullptr ? std::optional<NeuronMajor>(std::in_place, matrix, laidOut) : std::nullopt;
    }

private:
    [[nodiscard]] const std::byte* find(WeightOrder order, const Matrix& matrix) const {
        const PlannedWeights* part = m_plan.find(order, matrix);
        return part != nullptr ? m_memory + part->offset : nullptr;
    }

    const WeightPlan& m_plan;
    const HyperParameters& m_hyper;
    const std::byte* m_memory;
};

/// The parts of one matrix after those of another. The largest matrix comes first: while it is laid out, its
/// pages of the file are in memory beside all that was laid out before it.
std::vector<std::span<const PlannedWeights>> byMatrix(std::span<const PlannedWeights> parts) {
    std::vector<std::span<const PlannedWeights>> matrices;
    for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
        while (end < parts.size() && parts[end].matrix == parts[begin].matrix)
            ++end;
        matrices.push_back(parts.subspan(begin, end - begin));
    }
    std::ranges::sort(matrices, [](const auto& one, const auto& other) {
        const auto bytes = one.front().matrix->bytes(), others = other.front().matrix->bytes();
        return bytes != others ? bytes > others : one.front().offset < other.front().offset;
    });
    return matrices;
}

/// Lays all parts out in `memory`. Each matrix is in memory only while it is worked on.
Status layOutAll(const WeightPlan& plan, const HyperParameters& hyper, std::byte* memory, ThreadPool& pool,
                 Loading& loading) {
    for (const auto parts : byMatrix(plan.parts())) {
        const Matrix& matrix = *parts.front().matrix;
        if (auto read = loading.pageIn(bytesOf(matrix)); !read)
            return read;
        for (const PlannedWeights& part : parts)
            if (!layOut(part, hyper, memory + part.offset, pool))
                return fail(ErrorKind::BadFile,
                            fmt::format("The tensor {} has a {} that is not a number; the file is damaged.",
                                        matrix.name, matrix.format->isFloat() ? "value" : "scale"));
        files::releasePages(bytesOf(matrix));
    }
    return {};
}

} // namespace

Result<LaidOutWeights> LaidOutWeights::layOut(const WeightPlan& plan, const Weights& weights,
                                              const HyperParameters& hyper, ThreadPool& pool,
                                              Loading& loading) {
    LaidOutWeights laidOut;
    laidOut.m_own = WeightMemory(plan.bytes());
    if (auto done = layOutAll(plan, hyper, laidOut.m_own.data(), pool, loading); !done)
        return tl::unexpected(done.error());
    laidOut.memory = {laidOut.m_own.data(), laidOut.m_own.size()};
    laidOut.assemble(plan, weights, hyper);
    return laidOut;
}

LaidOutWeights LaidOutWeights::of(const WeightPlan& plan, const Weights& weights,
                                  const HyperParameters& hyper, files::Mapping file, std::size_t offset) {
    LaidOutWeights laidOut;
    laidOut.memory = file.bytes().subspan(offset, plan.bytes());
    laidOut.kept = true;
    laidOut.m_file = std::move(file);
    laidOut.assemble(plan, weights, hyper);
    return laidOut;
}

void LaidOutWeights::assemble(const WeightPlan& plan, const Weights& weights, const HyperParameters& hyper) {
    const Assembler assembler(plan, hyper, memory.data());
    for (const LayerWeights& layer : weights.layers) {
        LaidOutLayer& laidOut = layers.emplace_back();
        laidOut.query = assembler.linear(layer.query);
        laidOut.latent = assembler.linear(layer.latent);
        laidOut.keyValue = assembler.linear(layer.keyValue);
        laidOut.keys = assembler.keys(layer.keyValue);
        laidOut.output = assembler.linear(layer.output);
        laidOut.up = assembler.linear(layer.up);
        laidOut.down = assembler.neurons(layer.down);
    }
    head = assembler.linear(weights.head);
}

std::size_t LaidOutLayer::keyValueBytes(const HyperParameters& hyper, bool expanded) const {
    if (expanded || !keys)
        return keyValue.bytes();
    const auto values = static_cast<std::size_t>(hyper.valueWidth);
    return keys->bytes() +
           keyValue.bytes() / (static_cast<std::size_t>(hyper.noPositionWidth) + values) * values;
}

} // namespace plm::cpu
