// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/weights.h"

#include "model/number_check.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>
#include <string>

namespace plm {

namespace {

/// Takes tensors out of a file by name and shape, remembers which were taken, and keeps the first error.
class TensorReader {
public:
    explicit TensorReader(const gguf::File& file) : m_file(file) {}

    [[nodiscard]] bool has(const std::string& name) const { return m_file.tensor(name) != nullptr; }

    /// A matrix of `rows` × `columns`; `rows` 0 takes what the file says.
    Matrix matrix(const std::string& name, int rows, int columns) {
        const gguf::Tensor* tensor = take(name);
        if (tensor == nullptr)
            return {};
        const auto& dims = tensor->dimensions;
        const bool fits =
            dims.size() == 2 && dims[0] == static_cast<std::uint64_t>(columns) &&
            (rows == 0 ? dims[1] > 0 && dims[1] <= kMostRows : dims[1] == static_cast<std::uint64_t>(rows));
        if (!fits) {
            const std::string wanted = rows == 0 ? "any number of" : std::to_string(rows);
            refuse(name, *tensor, fmt::format("{} rows of {}", wanted, columns));
            return {};
        }
        return {tensor->format, static_cast<int>(dims[1]), columns, tensor->data.data()};
    }

    /// A vector of `size` values, decoded to float32.
    std::vector<float> vector(const std::string& name, int size) {
        const gguf::Tensor* tensor = take(name);
        if (tensor == nullptr)
            return {};
        if (tensor->dimensions.size() != 1 || tensor->dimensions[0] != static_cast<std::uint64_t>(size)) {
            refuse(name, *tensor, fmt::format("{} values", size));
            return {};
        }
        std::vector<float> values(static_cast<std::size_t>(size));
        tensor->format->decode(tensor->data.data(), values.data(), values.size());
        if (!areNumbers(values))
            keep(fmt::format("{}: The tensor {} has a value that is not a number; the file is damaged.",
                             m_file.name(), inQuotes(name)));
        return values;
    }

    /// A tensor that no part of PLM takes (a bias, a gate) means that this is not the model it says it is.
    void refuseSurplus() {
        for (const gguf::Tensor& tensor : m_file.tensors())
            if (!m_taken.contains(&tensor))
                keep(fmt::format("{}: tensor {} is no part of a PLM model.", m_file.name(),
                                 inQuotes(tensor.name)));
    }

    void keep(std::string message) {
        if (m_error.empty())
            m_error = std::move(message);
    }

    [[nodiscard]] bool failed() const { return !m_error.empty(); }
    [[nodiscard]] const std::string& error() const { return m_error; }

private:
    static constexpr std::uint64_t kMostRows = 1U << 24;

    const gguf::Tensor* take(const std::string& name) {
        const gguf::Tensor* tensor = m_file.tensor(name);
        if (tensor == nullptr)
            keep(fmt::format("{}: tensor '{}' is missing.", m_file.name(), name));
        else
            m_taken.insert(tensor);
        return tensor;
    }

    void refuse(const std::string& name, const gguf::Tensor& tensor, const std::string& wanted) {
        keep(fmt::format("{}: tensor '{}' has the dimensions {}; the model's keys ask for {}.", m_file.name(),
                         name, fmt::join(tensor.dimensions, " × "), wanted));
    }

    const gguf::File& m_file;
    std::set<const gguf::Tensor*> m_taken;
    std::string m_error;
};

LayerWeights readLayer(TensorReader& tensors, const HyperParameters& h, int index) {
    const auto name = [index](std::string_view part) { return fmt::format("blk.{}.{}.weight", index, part); };
    const int queryRows = h.heads * (h.noPositionWidth + h.rotaryWidth);
    LayerWeights layer;
    layer.attentionNorm = tensors.vector(name("attn_norm"), h.embedding);
    layer.query = tensors.matrix(name("attn_q"), queryRows, h.embedding);
    layer.latent = tensors.matrix(name("attn_kv_a_mqa"), h.cacheWidth(), h.embedding);
    layer.latentNorm = tensors.vector(name("attn_kv_a_norm"), h.latentRank);
    layer.keyValue =
        tensors.matrix(name("attn_kv_b"), h.heads * (h.noPositionWidth + h.valueWidth), h.latentRank);
    layer.output = tensors.matrix(name("attn_output"), h.embedding, h.heads * h.valueWidth);
    layer.feedForwardNorm = tensors.vector(name("ffn_norm"), h.embedding);
    layer.up = tensors.matrix(name("ffn_up"), h.feedForward, h.embedding);
    layer.down = tensors.matrix(name("ffn_down"), h.embedding, h.feedForward);
    return layer;
}

void checkVocabulary(TensorReader& tensors, const gguf::File& file, int rows) {
    constexpr std::string_view kKey = "plm.vocab_size";
    if (file.find(kKey) == nullptr || tensors.failed())
        return;
    const auto size = file.unsignedInteger(kKey);
    if (!size)
        tensors.keep(size.error().message);
    else if (*size != static_cast<std::uint64_t>(rows))
        tensors.keep(fmt::format("{}: key '{}' is {} but tensor 'token_embd.weight' has {} rows.",
                                 file.name(), kKey, *size, rows));
}

} // namespace

Result<Weights> readWeights(const gguf::File& file, HyperParameters& hyper) {
    TensorReader tensors(file);
    Weights weights;
    weights.embedding = tensors.matrix("token_embd.weight", 0, hyper.embedding);
    hyper.vocabulary = weights.embedding.rows;
    checkVocabulary(tensors, file, hyper.vocabulary);
    weights.outputNorm = tensors.vector("output_norm.weight", hyper.embedding);
    weights.head = tensors.has("output.weight")
                       ? tensors.matrix("output.weight", hyper.vocabulary, hyper.embedding)
                       : weights.embedding;
    for (int i = 0; i < hyper.layers && !tensors.failed(); ++i)
        weights.layers.push_back(readLayer(tensors, hyper, i));
    tensors.refuseSurplus();
    if (tensors.failed())
        return fail(ErrorKind::BadFile, tensors.error());
    return weights;
}

} // namespace plm
