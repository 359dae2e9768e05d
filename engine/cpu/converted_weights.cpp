// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/converted_weights.h"

#include "gguf/mapping.h"

#include <fmt/format.h>
#include <string>

namespace plm::cpu {

namespace {

/// Converts one matrix after another until one fails.
class Converter {
public:
    Converter(const Kernels& kernels, ThreadPool& pool) : m_kernels(kernels), m_pool(pool) {}

    void convert(const Matrix& matrix, const std::string& name, Linear& linear) {
        linear.matrix = &matrix;
        if (!m_status || m_kernels.dots.of(matrix.format->type) == nullptr || !Tiles::supports(matrix))
            return;
        linear.tiles.emplace(matrix, m_pool);
        check(linear.tiles->finite(), name);
    }

    void convert(const Matrix& down, const std::string& name, std::optional<NeuronMajor>& neurons) {
        if (!m_status || !NeuronMajor::supports(down))
            return;
        neurons.emplace(down, m_pool);
        check(neurons->finite(), name);
        release(down);
    }

    /// The same, for a matrix that nothing else reads.
    void move(const Matrix& matrix, const std::string& name, Linear& linear) {
        convert(matrix, name, linear);
        if (linear.tiles)
            release(matrix);
    }

    [[nodiscard]] const Status& status() const { return m_status; }

private:
    static void release(const Matrix& matrix) {
        gguf::releasePages({matrix.data, matrix.rowBytes() * static_cast<std::size_t>(matrix.rows)});
    }

    void check(bool finite, const std::string& name) {
        if (!finite)
            m_status = fail(
                ErrorKind::BadFile,
                fmt::format("The tensor {} has a scale that is not a number; the file is damaged.", name));
    }

    const Kernels& m_kernels;
    ThreadPool& m_pool;
    Status m_status;
};

void convertLayer(const LayerWeights& weights, std::size_t index, const HyperParameters& hyper,
                  ThreadPool& pool, Converter& converter, ConvertedLayer& layer) {
    const auto name = [&](const char* part) { return fmt::format("blk.{}.{}.weight", index, part); };
    converter.move(weights.query, name("attn_q"), layer.query);
    converter.move(weights.latent, name("attn_kv_a_mqa"), layer.latent);
    converter.convert(weights.keyValue, name("attn_kv_b"), layer.keyValue);
    converter.move(weights.output, name("attn_output"), layer.output);
    converter.move(weights.up, name("ffn_up"), layer.up);
    converter.convert(weights.down, name("ffn_down"), layer.down);
    if (converter.status() && layer.keyValue.tiles)
        layer.keys.emplace(weights.keyValue, hyper, pool);
}

} // namespace

Result<ConvertedWeights> ConvertedWeights::convert(const Weights& weights, const HyperParameters& hyper,
                                                   const Kernels& kernels, ThreadPool& pool) {
    Converter converter(kernels, pool);
    ConvertedWeights converted;
    converted.layers.resize(weights.layers.size());
    for (std::size_t i = 0; i < weights.layers.size(); ++i)
        convertLayer(weights.layers[i], i, hyper, pool, converter, converted.layers[i]);
    const bool tied = weights.head.data == weights.embedding.data;
    converter.move(weights.head, tied ? "token_embd.weight" : "output.weight", converted.head);
    if (!converter.status())
        return tl::unexpected(converter.status().error());
    return converted;
}

std::size_t ConvertedLayer::keyValueBytes(const HyperParameters& hyper, bool expanded) const {
    if (expanded || !keys)
        return keyValue.bytes();
    const auto values = static_cast<std::size_t>(hyper.valueWidth);
    return keys->bytes() +
           keyValue.bytes() / (static_cast<std::size_t>(hyper.noPositionWidth) + values) * values;
}

std::size_t ConvertedWeights::bytes() const {
    const auto own = [](const Linear& linear) { return linear.tiles ? linear.tiles->bytes() : 0; };
    std::size_t sum = own(head);
    for (const ConvertedLayer& layer : layers) {
        for (const Linear* linear : {&layer.query, &layer.latent, &layer.output, &layer.up, &layer.keyValue})
            sum += own(*linear);
        sum += layer.keys ? layer.keys->bytes() : 0;
        sum += layer.down ? layer.down->bytes() : 0;
    }
    return sum;
}

} // namespace plm::cpu
