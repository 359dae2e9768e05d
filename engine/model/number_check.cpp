// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/number_check.h"

#include "model/tensor_table.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fmt/format.h>

namespace plm {

namespace {

/// Whether none of the `count` floats of `Word`'s width has an exponent of ones only, which is what
/// infinities and NaNs have. They need not be aligned.
template <class Word>
bool haveExponents(const void* floats, std::size_t count, Word ones) {
    const auto* bytes = static_cast<const std::byte*>(floats);
    Word wrong = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Word word{};
        std::memcpy(&word, bytes + i * sizeof word, sizeof word);
        wrong = static_cast<Word>(wrong | ((word & ones) == ones ? 1 : 0));
    }
    return wrong == 0;
}

/// Decodes the blocks, a row at a time.
bool decodesToNumbers(const Matrix& matrix) {
    std::vector<float> values(static_cast<std::size_t>(matrix.columns));
    for (int row = 0; row < matrix.rows; ++row) {
        matrix.format->decode(matrix.row(row), values.data(), values.size());
        if (!areNumbers(values))
            return false;
    }
    return true;
}

Status readMatrix(const gguf::File& file, const Matrix& matrix, Loading& loading) {
    constexpr std::size_t kBytes = std::size_t{8} << 20; // between two looks at whether to go on
    const int step = static_cast<int>(std::clamp<std::size_t>(kBytes / matrix.rowBytes(), 1, kBytes));
    for (int row = 0; row < matrix.rows; row += step) {
        const Matrix part = matrix.slice(row, std::min(step, matrix.rows - row));
        if (!holdsNumbers(part))
            return fail(
                ErrorKind::BadFile,
                fmt::format("{}: The tensor {} has a value that is not a number; the file is damaged.",
                            file.name(), inQuotes(matrix.name)));
        if (auto goesOn = loading.advance(part.bytes()); !goesOn)
            return goesOn;
    }
    return {};
}

} // namespace

bool areNumbers(std::span<const float> values) {
    return haveExponents<std::uint32_t>(values.data(), values.size(), 0x7F800000U);
}

bool holdsNumbers(const Matrix& matrix) {
    const std::size_t count =
        static_cast<std::size_t>(matrix.rows) * static_cast<std::size_t>(matrix.columns);
    const quant::Type type = matrix.format->type;
    if (type == quant::Type::F32)
        return haveExponents<std::uint32_t>(matrix.data, count, 0x7F800000U);
    if (type == quant::Type::F16)
        return haveExponents<std::uint16_t>(matrix.data, count, 0x7C00U);
    if (type == quant::Type::BF16)
        return haveExponents<std::uint16_t>(matrix.data, count, 0x7F80U);
    return decodesToNumbers(matrix);
}

std::vector<const Matrix*> matricesOf(const Weights& weights) {
    std::vector<const Matrix*> matrices{&weights.embedding};
    for (const LayerWeights& layer : weights.layers)
        for (const TensorRow<LayerWeights>& row : kLayerTensors)
            if (row.matrix != nullptr)
                matrices.push_back(&(layer.*row.matrix));
    if (!weights.isTied())
        matrices.push_back(&weights.head);
    return matrices;
}

std::uint64_t bytesOf(std::span<const Matrix* const> matrices) {
    std::uint64_t bytes = 0;
    for (const Matrix* matrix : matrices)
        bytes += matrix->bytes();
    return bytes;
}

Status readChecked(const gguf::File& file, std::span<const Matrix* const> matrices, Loading& loading) {
    if (!fitsMemory(bytesOf(matrices)))
        return loading.advance(bytesOf(matrices));
    for (const Matrix* matrix : matrices)
        if (auto read = readMatrix(file, *matrix, loading); !read)
            return read;
    return loading.advance(0);
}

} // namespace plm
