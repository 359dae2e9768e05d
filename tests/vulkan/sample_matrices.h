// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "block_samples.h"
#include "model/weights.h"
#include "quant/half.h"
#include "synthesize/random_blocks.h"
#include "vulkan/device_layout.h"
#include "vulkan/shaders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <iterator>
#include <utility>
#include <vector>

namespace plm::test {

/// A number of a matrix, and how large the parts are that it is the difference of: a scaled code and a
/// minimum.
struct Weight {
    double value = 0, size = 0;
};

/// A matrix with bytes of its own.
class SampleMatrix {
public:
    SampleMatrix(const quant::Format& format, int rows, int columns, std::vector<std::byte> bytes)
        : m_format(format),
          m_bytes(std::move(bytes)),
          m_matrix{&m_format, rows, columns, m_bytes.data(), "sample"} {}
    SampleMatrix(const SampleMatrix&) = delete;
    SampleMatrix& operator=(const SampleMatrix&) = delete;

    [[nodiscard]] const Matrix& matrix() const { return m_matrix; }
    [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(m_matrix.rows); }
    [[nodiscard]] std::uint32_t columns() const { return static_cast<std::uint32_t>(m_matrix.columns); }
    [[nodiscard]] std::vector<float> row(std::size_t index) const {
        std::vector<float> values(columns());
        m_format.decode(m_matrix.row(static_cast<int>(index)), values.data(), values.size());
        return values;
    }
    /// Row by row.
    [[nodiscard]] std::vector<std::vector<Weight>> weights() const {
        std::vector<std::vector<Weight>> all;
        for (std::size_t r = 0; r < rows(); ++r)
            all.push_back(m_format.hasCodes() ? rowOfCodes(r) : rowOfNumbers(r));
        return all;
    }

private:
    [[nodiscard]] std::vector<Weight> rowOfNumbers(std::size_t index) const {
        std::vector<Weight> all;
        for (const float value : row(index))
            all.push_back({static_cast<double>(value), std::fabs(static_cast<double>(value))});
        return all;
    }
    /// Nothing is rounded.
    [[nodiscard]] std::vector<Weight> rowOfCodes(std::size_t index) const {
        std::vector<Weight> all;
        quant::BlockParts parts;
        for (std::size_t b = 0; b < columns() / m_format.blockValues; ++b) {
            m_format.takeApart(m_matrix.row(static_cast<int>(index)) + b * m_format.blockBytes, parts);
            const auto factor = static_cast<double>(quant::halfToFloat(parts.factor));
            const auto minimumFactor =
                m_format.codes.minima ? static_cast<double>(quant::halfToFloat(parts.minimumFactor)) : 0;
            for (std::size_t i = 0; i < m_format.blockValues; ++i) {
                const double scale = m_format.codes.scaleValues > 0 ? parts.scales[i / 16] : 1;
                const double scaled = factor * scale * parts.codes[i];
                const double minimum = m_format.codes.minima ? minimumFactor * parts.minima[i / 16] : 0;
                all.push_back({scaled - minimum, std::fabs(scaled) + std::fabs(minimum)});
            }
        }
        return all;
    }

    quant::Format m_format;
    std::vector<std::byte> m_bytes;
    Matrix m_matrix;
};

/// A matrix as it lies on the device.
struct LaidOut {
    LaidOut(const SampleMatrix& sample, vulkan::LineOrder order)
        : layout(sample.matrix(), order),
          words(layout.words(layout.lines)) {
        ThreadPool pool(2);
        EXPECT_TRUE(layout.write(sample.matrix(), words, pool));
    }
    [[nodiscard]] vulkan::MatrixPlaces places() const {
        const auto scalesAt = static_cast<std::uint32_t>(layout.codeWords(layout.lines));
        return {0, scalesAt, scalesAt + static_cast<std::uint32_t>(layout.scaleWords(layout.lines))};
    }

    vulkan::DeviceLayout layout;
    std::vector<std::uint32_t> words;
};

/// At least `columns`, in whole blocks.
inline int wholeBlocks(const quant::Format& format, int columns) {
    const int block = static_cast<int>(format.blockValues);
    return (columns + block - 1) / block * block;
}

/// Numbers around 1 in size, `columns` or what whole blocks make of it.
inline SampleMatrix randomMatrix(const quant::Format& format, int rows, int columns, unsigned seed) {
    columns = wholeBlocks(format, columns);
    std::vector<std::byte> bytes(format.bytesFor(static_cast<std::size_t>(columns)) *
                                 static_cast<std::size_t>(rows));
    synthesis::Random random(seed);
    synthesis::RandomBlocks(format).fill(bytes, 1, random);
    return {format, rows, columns, std::move(bytes)};
}

/// Those that integerMatrix() knows how to fill. On the device the others become float32.
inline std::vector<quant::Format> formatsOfIntegers() {
    std::vector<quant::Format> found = formatsWithCodes();
    std::ranges::copy_if(quant::formats(), std::back_inserter(found), &quant::Format::isFloat);
    return found;
}

/// Random integers, products and sums of which are exact in float32: factors are 1, all codes and scales
/// occur.
inline SampleMatrix integerMatrix(const quant::Format& format, int rows, int columns, unsigned seed) {
    columns = wholeBlocks(format, columns);
    const std::size_t count = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(format.bytesFor(count));
    if (format.isFloat()) {
        std::vector<float> values(count);
        for (float& value : values)
            value = static_cast<float>(static_cast<int>(random() % 255) - 127);
        format.encode(values.data(), bytes.data(), count);
    } else {
        for (std::byte& byte : bytes)
            byte = static_cast<std::byte>(random());
        for (std::size_t at = 0; at < bytes.size(); at += format.blockBytes)
            setFactors(format, bytes.data() + at, 0x3c00);
    }
    return {format, rows, columns, std::move(bytes)};
}

/// Blocks that a model seldom has, a row for each pair of a factor and a filling of everything else. Codes
/// stand at both ends, alone and in turns; factors are ±65504, 1, the smallest, 0 and −0.
inline SampleMatrix extremeMatrix(const quant::Format& format, int columns) {
    constexpr std::array<std::uint16_t, 6> kFactors{0x7bff, 0xfbff, 0x3c00, 0x0001, 0x0000, 0x8000};
    constexpr std::array<std::array<unsigned, 2>, 8> kFills{{{0x00, 0x00},
                                                             {0xff, 0xff},
                                                             {0x80, 0x80},
                                                             {0x7f, 0x7f},
                                                             {0x80, 0x7f},
                                                             {0x0f, 0xf0},
                                                             {0xf0, 0x0f},
                                                             {0x81, 0x80}}};
    columns = wholeBlocks(format, columns);
    std::vector<std::byte> rows;
    for (const std::uint16_t factor : kFactors)
        for (const auto& fill : kFills) {
            std::vector<std::byte> block(format.blockBytes);
            for (std::size_t at = 0; at < block.size(); ++at)
                block[at] = static_cast<std::byte>(fill[at % 2]);
            setFactors(format, block.data(), factor);
            for (std::size_t b = 0; b < static_cast<std::size_t>(columns) / format.blockValues; ++b)
                rows.insert(rows.end(), block.begin(), block.end());
        }
    return {format, static_cast<int>(kFactors.size() * kFills.size()), columns, std::move(rows)};
}

/// For tests of every format.
inline std::vector<quant::Format> allFormats() {
    return {quant::formats().begin(), quant::formats().end()};
}

} // namespace plm::test
