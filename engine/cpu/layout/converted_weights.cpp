// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/converted_weights.h"

#include <fmt/format.h>

namespace plm::cpu {

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

/// Lays all parts out in `memory`. Each matrix is in memory only while it is worked on.
Status layOutAll(const WeightPlan& plan, const HyperParameters& hyper, std::byte* memory, ThreadPool& pool,
                 Loading& loading) {
    const auto parts = plan.parts();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Matrix& matrix = *parts[i].matrix;
        if (i == 0 || parts[i - 1].matrix != &matrix)
            if (auto read = loading.pageIn(bytesOf(matrix)); !read)
                return read;
        if (!layOut(parts[i], hyper, memory + parts[i].offset, pool))
            return fail(ErrorKind::BadFile,
                        fmt::format("The tensor {} has a {} that is not a number; the file is damaged.",
                                    matrix.name, matrix.format->isFloat() ? "value" : "scale"));
        if (i + 1 == parts.size() || parts[i + 1].matrix != &matrix)
            files::releasePages(bytesOf(matrix));
    }
    return {};
}

} // namespace

Result<ConvertedWeights> ConvertedWeights::convert(const WeightPlan& plan, const Weights& weights,
                                                   const HyperParameters& hyper, ThreadPool& pool,
                                                   Loading& loading) {
    ConvertedWeights converted;
    converted.m_own = WeightMemory(plan.bytes());
    if (auto done = layOutAll(plan, hyper, converted.m_own.data(), pool, loading); !done)
        return tl::unexpected(done.error());
    converted.memory = {converted.m_own.data(), converted.m_own.size()};
    converted.assemble(plan, weights, hyper);
    return converted;
}

ConvertedWeights ConvertedWeights::of(const WeightPlan& plan, const Weights& weights,
                                      const HyperParameters& hyper, files::Mapping file, std::size_t offset) {
    ConvertedWeights converted;
    converted.memory = file.bytes().subspan(offset, plan.bytes());
    converted.kept = true;
    converted.m_file = std::move(file);
    converted.assemble(plan, weights, hyper);
    return converted;
}

void ConvertedWeights::assemble(const WeightPlan& plan, const Weights& weights,
                                const HyperParameters& hyper) {
    const Assembler assembler(plan, hyper, memory.data());
    for (const LayerWeights& layer : weights.layers) {
        ConvertedLayer& converted = layers.emplace_back();
        converted.query = assembler.linear(layer.query);
        converted.latent = assembler.linear(layer.latent);
        converted.keyValue = assembler.linear(layer.keyValue);
        converted.keys = assembler.keys(layer.keyValue);
        converted.output = assembler.linear(layer.output);
        converted.up = assembler.linear(layer.up);
        converted.down = assembler.neurons(layer.down);
    }
    head = assembler.linear(weights.head);
}

std::size_t ConvertedLayer::keyValueBytes(const HyperParameters& hyper, bool expanded) const {
    if (expanded || !keys)
        return keyValue.bytes();
    const auto values = static_cast<std::size_t>(hyper.valueWidth);
    return keys->bytes() +
           keyValue.bytes() / (static_cast<std::size_t>(hyper.noPositionWidth) + values) * values;
}

} // namespace plm::cpu
