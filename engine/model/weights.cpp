// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/weights.h"

#include "model/number_check.h"
#include "model/tensor_table.h"

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
        return {tensor->format, static_cast<int>(dims[1]), columns, tensor->data.data(), tensor->name};
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

template <class Owner>
void read(TensorReader& tensors, const TensorRow<Owner>& row, const std::string& name,
          const HyperParameters& hyper, Owner& owner) {
    if (row.matrix != nullptr)
        owner.*row.matrix = tensors.matrix(name, row.rows(hyper), row.columns(hyper));
    else
        owner.*row.vector = tensors.vector(name, row.rows(hyper));
}

void checkVocabulary(TensorReader& tensors, const gguf::File& file, const Matrix& embedding) {
    constexpr std::string_view kKey = "plm.vocab_size";
    if (file.find(kKey) == nullptr || tensors.failed())
        return;
    const auto size = file.unsignedInteger(kKey);
    if (!size)
        tensors.keep(size.error().message);
    else if (*size != static_cast<std::uint64_t>(embedding.rows))
        tensors.keep(fmt::format("{}: key '{}' is {} but tensor '{}' has {} rows.", file.name(), kKey, *size,
                                 embedding.name, embedding.rows));
}

} // namespace

Result<Weights> readWeights(const gguf::File& file, HyperParameters& hyper) {
    TensorReader tensors(file);
    Weights weights;
    hyper.vocabulary = 0; // as many as the embedding has
    read(tensors, kEmbedding, nameOf(kEmbedding), hyper, weights);
    hyper.vocabulary = weights.embedding.rows;
    checkVocabulary(tensors, file, weights.embedding);
    read(tensors, kOutputNorm, nameOf(kOutputNorm), hyper, weights);
    if (tensors.has(nameOf(kHead)))
        read(tensors, kHead, nameOf(kHead), hyper, weights);
    else
        weights.head = weights.embedding;
    for (int i = 0; i < hyper.layers && !tensors.failed(); ++i) {
        LayerWeights& layer = weights.layers.emplace_back();
        for (const TensorRow<LayerWeights>& row : kLayerTensors)
            read(tensors, row, nameOf(row, i), hyper, layer);
    }
    tensors.refuseSurplus();
    if (tensors.failed())
        return fail(ErrorKind::BadFile, tensors.error());
    return weights;
}

} // namespace plm
