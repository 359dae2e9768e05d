// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/neuron_major.h"

#include "model/number_check.h"
#include "quant/format.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>

namespace plm::cpu {

namespace {

/// Writes one row's block of the file into its places in the slice.
class BlockScatter {
public:
    BlockScatter(const NeuronLayout& layout, std::byte* slice, int row)
        : m_layout(layout),
          m_slice(slice),
          m_row(row) {}

    /// `at` is the byte of the slice where the block's first group begins. Returns where the next block's
    /// begins.
    std::size_t write(const quant::BlockParts& parts, std::size_t at) {
        const auto row = static_cast<std::size_t>(m_row);
        std::memcpy(m_slice + at + 2 * row, &parts.factor, 2);
        if (m_layout.minima)
            std::memcpy(m_slice + at + 2 * (row + kSliceRows), &parts.minimumFactor, 2);
        at += m_layout.factorBytes();
        for (int group = 0; group < m_layout.groupsPerFactor; ++group) {
            writeScales(parts, 2 * static_cast<std::size_t>(group), m_slice + at + row);
            writeCodes(parts.codes.data() + kGroupNeurons * group, m_slice + at + m_layout.scaleBytes());
            at += m_layout.scaleBytes() + m_layout.codeBytes();
        }
        return at;
    }

private:
    void writeScales(const quant::BlockParts& parts, std::size_t half, std::byte* target) const {
        if (m_layout.scales)
            *target = static_cast<std::byte>(parts.scales[half]);
        if (m_layout.halfGroups)
            target[kSliceRows] = static_cast<std::byte>(parts.scales[half + 1]);
        if (m_layout.minima)
            target[kSliceRows] = static_cast<std::byte>(parts.minima[half]);
    }

    /// A neuron's nibbles: of every 32 rows, byte i holds row i below and row i + 16 above.
    void writeCodes(const std::int8_t* codes, std::byte* target) const {
        const std::size_t neuronBytes = m_layout.codeBytes() / kGroupNeurons;
        const auto row = static_cast<std::size_t>(m_row);
        for (int neuron = 0; neuron < kGroupNeurons; ++neuron, target += neuronBytes) {
            if (m_layout.code == NeuronCode::Byte) {
                target[row] = static_cast<std::byte>(codes[neuron]);
                continue;
            }
            const auto nibble = static_cast<std::byte>(codes[neuron] + m_layout.offset);
            target[row / 32 * 16 + row % 16] |= row % 32 < 16 ? nibble : nibble << 4;
        }
    }

    const NeuronLayout& m_layout;
    std::byte* m_slice;
    int m_row;
};

std::size_t groupsOf(const Matrix& down) {
    return (static_cast<std::size_t>(down.columns) + kGroupNeurons - 1) / kGroupNeurons;
}

int slicesOf(const Matrix& down) {
    return (down.rows + kSliceRows - 1) / kSliceRows;
}

std::size_t sliceBytesOf(const Matrix& down) {
    return neuronLayoutOf(*down.format).sliceBytes(groupsOf(down));
}

/// A slice of plain numbers, neuron behind neuron. Returns whether they are numbers.
bool layOutNumbers(const Matrix& down, int first, int rows, std::byte* slice) {
    const std::size_t size = down.format->blockBytes;
    for (int row = 0; row < rows; ++row) {
        const std::byte* number = down.row(first + row);
        std::byte* target = slice + static_cast<std::size_t>(row) * size;
        for (int neuron = 0; neuron < down.columns; ++neuron, number += size, target += size * kSliceRows)
            std::memcpy(target, number, size);
    }
    return holdsNumbers(down.slice(first, rows));
}

/// Returns whether its scales are finite.
bool layOutSlice(const Matrix& down, int index, std::byte* slice) {
    const NeuronLayout layout = neuronLayoutOf(*down.format);
    const int first = index * kSliceRows;
    const int rows = std::min(kSliceRows, down.rows - first);
    if (down.format->isFloat())
        return layOutNumbers(down, first, rows, slice);
    const std::size_t blocks = static_cast<std::size_t>(down.columns) / down.format->blockValues;
    quant::BlockParts parts;
    bool finite = true;
    for (int row = 0; row < rows; ++row) {
        BlockScatter scatter(layout, slice, row);
        const std::byte* block = down.row(first + row);
        std::size_t at = 0;
        for (std::size_t b = 0; b < blocks; ++b, block += down.format->blockBytes) {
            down.format->takeApart(block, parts);
            finite = finite && quant::isFinite(parts);
            at = scatter.write(parts, at);
        }
    }
    return finite;
}

} // namespace

bool NeuronMajor::supports(const Matrix& down) {
    return down.format->hasCodes() || down.format->isFloat();
}

std::size_t NeuronMajor::bytesFor(std::span<const std::uint32_t> masks) const {
    const auto groupsPerFactor = static_cast<std::size_t>(m_layout.groupsPerFactor);
    std::size_t slice = 0;
    std::size_t lastBlock = m_groups; // none
    for (std::size_t group = 0; group < m_groups; ++group) {
        if (masks[group] == 0)
            continue;
        if (group / groupsPerFactor != lastBlock)
            slice += m_layout.factorBytes();
        lastBlock = group / groupsPerFactor;
        const auto neurons = static_cast<std::size_t>(std::popcount(masks[group]));
        slice += m_layout.scaleBytes() + m_layout.codeBytes() / kGroupNeurons * neurons;
    }
    return slice * static_cast<std::size_t>(slices());
}

std::size_t NeuronMajor::bytesFor(const Matrix& down) {
    return sliceBytesOf(down) * static_cast<std::size_t>(slicesOf(down));
}

double NeuronMajor::expectedBytes(const Matrix& down, double activeShare) {
    const NeuronLayout layout = neuronLayoutOf(*down.format);
    const auto groups = static_cast<double>(groupsOf(down));
    const auto anyOf = [activeShare](int neurons) { return 1 - std::pow(1 - activeShare, neurons); };
    const double codes = groups * activeShare * static_cast<double>(layout.codeBytes());
    const double scales = groups * anyOf(kGroupNeurons) * static_cast<double>(layout.scaleBytes());
    const double factors = groups / layout.groupsPerFactor * anyOf(kGroupNeurons * layout.groupsPerFactor) *
                           static_cast<double>(layout.factorBytes());
    return (codes + scales + factors) * slicesOf(down);
}

bool NeuronMajor::layOut(const Matrix& down, std::byte* target, ThreadPool& pool) {
    const std::size_t sliceBytes = sliceBytesOf(down);
    std::atomic<bool> finite = true;
    pool.parallel(slicesOf(down), 1, [&](int begin, int end, int) {
        for (int index = begin; index < end; ++index)
            if (!layOutSlice(down, index, target + static_cast<std::size_t>(index) * sliceBytes))
                finite = false;
    });
    return finite;
}

NeuronMajor::NeuronMajor(const Matrix& down, const std::byte* laidOut)
    : m_layout(neuronLayoutOf(*down.format)),
      m_rows(down.rows),
      m_groups(groupsOf(down)),
      m_sliceBytes(m_layout.sliceBytes(m_groups)),
      m_slices(laidOut) {}

} // namespace plm::cpu
