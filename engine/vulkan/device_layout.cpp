// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_layout.h"

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kNeuronShare = 256; // neurons that squared_relu.comp lists together

std::uint64_t wordsFor(std::uint64_t bytes) {
    return (bytes + 3) / 4;
}

} // namespace

DeviceLayout::DeviceLayout(const Matrix& matrix, LineOrder lineOrder) : order(lineOrder) {
    const bool byRow = order == LineOrder::Rows;
    lines = static_cast<std::uint32_t>(byRow ? matrix.rows : matrix.columns);
    m_width = static_cast<std::uint32_t>(byRow ? matrix.columns : matrix.rows);
    groups = (m_width + kGroup - 1) / kGroup;
    if (matrix.format->hasCodes()) {
        codes = matrix.format->codes;
        bits = static_cast<std::uint32_t>(codes.bits);
        block = static_cast<std::uint32_t>(matrix.format->blockValues);
    } else if (matrix.format->type == quant::Type::F16) {
        bits = 16;
    }
}

std::array<std::uint32_t, 6> DeviceLayout::constants(std::uint32_t tile) const {
    return {bits,
            static_cast<std::uint32_t>(codes.offset),
            static_cast<std::uint32_t>(codes.scaleValues),
            codes.minima ? 1U : 0U,
            block,
            tile};
}

std::uint64_t DeviceLayout::codeWords(std::uint64_t count) const {
    return count * groups * bits;
}

/// Lines by neuron share scales along the neurons, a scale for each value of a line.
std::uint64_t DeviceLayout::scales(std::uint64_t count) const {
    if (bits >= 16 || codes.scaleValues == 0)
        return 0;
    return order == LineOrder::Rows ? count * groups * kGroup / shared() : count / shared() * m_width;
}

std::uint64_t DeviceLayout::factors(std::uint64_t count) const {
    if (bits >= 16)
        return 0;
    return order == LineOrder::Rows ? count * groups * kGroup / block : count / block * m_width;
}

std::uint64_t DeviceLayout::scaleWords(std::uint64_t count) const {
    return wordsFor(scales(count) * (codes.minima ? 2 : 1));
}

std::uint64_t DeviceLayout::factorWords(std::uint64_t count) const {
    return wordsFor(factors(count) * (codes.minima ? 4 : 2));
}

std::uint64_t DeviceLayout::bytesOf(const ListedNeurons& listed) const {
    const std::uint64_t numbers = listed.neurons * groups * bits * 4;
    if (bits >= 16)
        return numbers;
    const std::uint64_t scaled = codes.scaleValues > 0 ? listed.groups * (kGroup / shared()) * m_width : 0;
    const std::uint64_t factored = (block == kGroup ? listed.groups : listed.shares) * m_width;
    return numbers + scaled * (codes.minima ? 2 : 1) + factored * (codes.minima ? 4 : 2);
}

ListedNeurons DeviceLayout::allNeurons() const {
    return {lines, (lines + kGroup - 1) / kGroup, (lines + kNeuronShare - 1) / kNeuronShare};
}

} // namespace plm::vulkan
