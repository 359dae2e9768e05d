// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A matrix of a file as shaders read it. A model is opened no faster than this goes.
#include "model/number_check.h"
#include "vulkan/device_layout.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

namespace plm::vulkan {

namespace {

constexpr std::size_t kMostBlock = 256; ///< values, which every block divides

std::uint64_t eightAt(const std::uint8_t* codes) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, codes, sizeof eight);
    return eight;
}

/// Bits 0 to 3 of eight codes, the first lowest.
std::uint32_t lowBits(std::uint64_t codes) {
    codes &= 0x0F0F0F0F0F0F0F0F;
    codes = (codes | codes >> 4) & 0x00FF00FF00FF00FF;
    codes = (codes | codes >> 8) & 0x0000FFFF0000FFFF;
    return static_cast<std::uint32_t>(codes | codes >> 16);
}

/// Bit 4 of eight codes.
std::uint32_t fifthBits(std::uint64_t codes) {
    return static_cast<std::uint32_t>((codes >> 4 & 0x0101010101010101) * 0x0102040810204080 >> 56);
}

/// Bits 4 and 5 of eight codes.
std::uint32_t highBits(std::uint64_t codes) {
    codes = codes >> 4 & 0x0303030303030303;
    codes = (codes | codes >> 6) & 0x000F000F000F000F;
    codes = (codes | codes >> 12) & 0x000000FF000000FF;
    return static_cast<std::uint32_t>((codes | codes >> 24) & 0xFFFF);
}

/// A group's codes of so many bits, as shaders/matrix.glsl's codeAt() reads them.
void pack(const std::uint8_t* codes, std::uint32_t bits, std::uint32_t* words) {
    if (bits == 8) {
        std::memcpy(words, codes, kGroup);
        return;
    }
    std::array<std::uint64_t, kGroup / 8> eights{};
    for (std::size_t i = 0; i < eights.size(); ++i) {
        eights[i] = eightAt(codes + 8 * i);
        words[i] = lowBits(eights[i]);
    }
    if (bits == 5)
        words[4] = fifthBits(eights[0]) | fifthBits(eights[1]) << 8 | fifthBits(eights[2]) << 16 |
                   fifthBits(eights[3]) << 24;
    if (bits == 6)
        for (std::size_t i = 0; i < 2; ++i)
            words[4 + i] = highBits(eights[2 * i]) | highBits(eights[2 * i + 1]) << 16;
}

template <class Number>
void put(std::uint32_t* words, std::uint64_t at, Number number) {
    std::memcpy(reinterpret_cast<std::byte*>(words) + at * sizeof number, &number, sizeof number);
}

/// Writes rows of a matrix, from a whole group of them on: what another thread writes is none of its bytes.
class RowWriter {
public:
    RowWriter(const DeviceLayout& layout, const Matrix& matrix, std::span<std::uint32_t> words)
        : m_layout(layout),
          m_matrix(matrix),
          m_byRow(layout.order == LineOrder::Rows),
          m_words(words.data()) {
        const auto lines = static_cast<std::uint64_t>(m_byRow ? matrix.rows : matrix.columns);
        m_scales = m_words + layout.codeWords(lines);
        m_factors = m_scales + layout.scaleWords(lines);
        // What no value fills.
        if (layout.scaleWords(lines) > 0)
            *(m_factors - 1) = 0;
        if (layout.factorWords(lines) > 0)
            m_factors[layout.factorWords(lines) - 1] = 0;
        if (layout.width() % kGroup != 0)
            std::fill(m_words, m_scales, 0U);
    }

    /// Returns whether all are numbers.
    [[nodiscard]] bool write(int first, int last) const {
        if (m_layout.bits >= 16)
            return writeNumbers(first, last);
        return m_byRow ? writeBlocks(first, last) : writeAcross(first, last);
    }

private:
    [[nodiscard]] std::uint32_t* group(std::uint64_t line, std::uint64_t value) const {
        return m_words + (line * m_layout.groups + value / kGroup) * m_layout.bits;
    }
    [[nodiscard]] std::uint64_t blocks() const {
        return static_cast<std::uint64_t>(m_matrix.columns) / m_layout.block;
    }
    /// Its codes have no sign then, where they are of fewer than 8 bits.
    bool takeApart(int row, std::uint64_t block, quant::BlockParts& parts) const {
        m_matrix.format->takeApart(m_matrix.row(row) + block * m_matrix.format->blockBytes, parts);
        for (std::uint32_t i = 0; i < m_layout.block; ++i)
            parts.codes[i] = static_cast<std::int8_t>(parts.codes[i] + m_layout.codes.offset);
        writeScales(static_cast<std::uint64_t>(row), block, parts);
        return quant::isFinite(parts);
    }

    [[nodiscard]] bool writeBlocks(int first, int last) const {
        quant::BlockParts parts;
        bool finite = true;
        for (int row = first; row < last; ++row)
            for (std::uint64_t block = 0; block < blocks(); ++block) {
                finite &= takeApart(row, block, parts);
                for (std::uint32_t i = 0; i < m_layout.block; i += kGroup)
                    pack(reinterpret_cast<const std::uint8_t*>(parts.codes.data()) + i, m_layout.bits,
                         group(static_cast<std::uint64_t>(row), block * m_layout.block + i));
            }
        return finite;
    }
    /// Where columns are the lines.
    [[nodiscard]] bool writeAcross(int first, int last) const {
        quant::BlockParts parts;
        bool finite = true;
        std::array<std::uint8_t, kMostBlock * kGroup> turned{}; // by column
        for (std::uint64_t block = 0; block < blocks(); ++block) {
            for (int row = first; row < last; ++row) {
                finite &= takeApart(row, block, parts);
                for (std::uint32_t i = 0; i < m_layout.block; ++i)
                    turned[i * kGroup + static_cast<std::uint32_t>(row - first)] =
                        static_cast<std::uint8_t>(parts.codes[i]);
            }
            for (std::uint32_t i = 0; i < m_layout.block; ++i)
                pack(turned.data() + std::size_t{i} * kGroup, m_layout.bits,
                     group(block * m_layout.block + i, static_cast<std::uint64_t>(first)));
        }
        return finite;
    }
    void writeScales(std::uint64_t row, std::uint64_t block, const quant::BlockParts& parts) const {
        const std::uint64_t width = m_layout.width();
        const std::uint64_t place = m_byRow ? row * blocks() + block : block * width + row;
        if (m_layout.codes.minima)
            put(m_factors, place, parts.factor | static_cast<std::uint32_t>(parts.minimumFactor) << 16);
        else
            put(m_factors, place, parts.factor);
        if (m_layout.codes.scaleValues == 0)
            return;
        const std::uint64_t shared = m_layout.shared(), byBlock = m_layout.block / shared;
        for (std::uint64_t s = 0; s < byBlock; ++s) {
            const std::uint64_t scale = m_byRow ? place * byBlock + s : (block * byBlock + s) * width + row;
            const std::size_t part = s * shared / 16; // BlockParts has them by 16 values
            if (m_layout.codes.minima) {
                put(m_scales, 2 * scale, parts.scales[part]);
                put(m_scales, 2 * scale + 1, parts.minima[part]);
            } else {
                put(m_scales, scale, parts.scales[part]);
            }
        }
    }

    [[nodiscard]] bool writeNumbers(int first, int last) const {
        std::array<float, kMostBlock> numbers{};
        const auto columns = static_cast<std::size_t>(m_matrix.columns);
        bool finite = m_layout.bits == 32 || holdsNumbers(m_matrix.slice(first, last - first));
        for (int row = first; row < last; ++row)
            for (std::size_t at = 0; at < columns; at += numbers.size()) {
                const std::span now = std::span(numbers).first(std::min(numbers.size(), columns - at));
                const std::byte* from = m_matrix.row(row) + m_matrix.format->bytesFor(at);
                if (m_layout.bits == 32) {
                    m_matrix.format->decode(from, now.data(), now.size());
                    finite = finite && areNumbers(now);
                }
                for (std::size_t i = 0; i < now.size(); ++i) {
                    const auto line = m_byRow ? static_cast<std::uint64_t>(row) : at + i;
                    const auto value = m_byRow ? at + i : static_cast<std::uint64_t>(row);
                    if (m_layout.bits == 32)
                        put(group(line, value), value % kGroup, now[i]);
                    else
                        std::memcpy(reinterpret_cast<std::byte*>(group(line, value)) + value % kGroup * 2,
                                    from + 2 * i, 2);
                }
            }
        return finite;
    }

    const DeviceLayout& m_layout;
    const Matrix& m_matrix;
    const bool m_byRow;
    std::uint32_t* m_words;
    std::uint32_t* m_scales;
    std::uint32_t* m_factors;
};

} // namespace

bool DeviceLayout::write(const Matrix& matrix, std::span<std::uint32_t> words, ThreadPool& pool) const {
    const RowWriter writer(*this, matrix, words);
    constexpr int kRows = kGroup;
    std::atomic<bool> finite = true;
    pool.parallel((matrix.rows + kRows - 1) / kRows, 1, [&](int begin, int end, int) {
        for (int piece = begin; piece < end; ++piece)
            if (!writer.write(piece * kRows, std::min((piece + 1) * kRows, matrix.rows)))
                finite = false;
    });
    return finite;
}

} // namespace plm::vulkan
