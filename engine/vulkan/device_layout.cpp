// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_layout.h"

#include <bit>
#include <cstring>
#include <vector>

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kGroup = 32;
constexpr std::uint32_t kNeuronShare = 256; // neurons that squared_relu.comp lists together

std::uint64_t wordsFor(std::uint64_t bytes) {
    return (bytes + 3) / 4;
}

void putBits(std::uint32_t& word, std::uint32_t bits, std::uint32_t at) {
    word |= bits << at;
}

void putByte(std::uint32_t* words, std::uint64_t byte, std::uint8_t value) {
    putBits(words[byte / 4], value, static_cast<std::uint32_t>(byte % 4) * 8);
}

void putHalf(std::uint32_t* words, std::uint64_t half, std::uint16_t value) {
    putBits(words[half / 2], value, static_cast<std::uint32_t>(half % 2) * 16);
}

/// Code `i` of a group, as shaders/matrix.glsl's codeAt() reads it.
void putCode(std::uint32_t* group, std::uint32_t bits, std::uint32_t i, std::uint32_t code) {
    if (bits == 8)
        return putByte(group, i, static_cast<std::uint8_t>(code));
    putBits(group[i / 8], code & 0xF, i % 8 * 4);
    if (bits == 5)
        putBits(group[4], code >> 4, i);
    if (bits == 6)
        putBits(group[4 + i / 16], code >> 4, i % 16 * 2);
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

std::array<std::uint32_t, 8> DeviceLayout::tiledConstants(std::uint32_t tile) const {
    const auto [bits_, offset, scaleValues, minima, block_, tile_] = constants(tile);
    return {bits_,   offset, scaleValues, minima, block_, tile_, order == LineOrder::Neurons ? 1U : 0U,
            4 * tile};
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

void DeviceLayout::write(const Matrix& matrix, std::span<std::uint32_t> words) const {
    if (bits >= 16)
        writeNumbers(matrix, words);
    else
        writeBlocks(matrix, words);
}

void DeviceLayout::writeNumbers(const Matrix& matrix, std::span<std::uint32_t> words) const {
    std::vector<float> row(static_cast<std::size_t>(matrix.columns));
    for (int r = 0; r < matrix.rows; ++r) {
        if (bits == 32)
            matrix.format->decode(matrix.row(r), row.data(), row.size());
        for (int c = 0; c < matrix.columns; ++c) {
            const auto line = static_cast<std::uint64_t>(order == LineOrder::Rows ? r : c);
            const auto value = static_cast<std::uint64_t>(order == LineOrder::Rows ? c : r);
            std::uint32_t* group = words.data() + (line * groups + value / kGroup) * bits;
            if (bits == 32) {
                group[value % kGroup] = std::bit_cast<std::uint32_t>(row[static_cast<std::size_t>(c)]);
            } else {
                std::uint16_t half = 0;
                std::memcpy(&half, matrix.row(r) + 2 * static_cast<std::size_t>(c), sizeof half);
                putHalf(group, value % kGroup, half);
            }
        }
    }
}

void DeviceLayout::writeBlocks(const Matrix& matrix, std::span<std::uint32_t> words) const {
    const auto count = static_cast<std::uint64_t>(order == LineOrder::Rows ? matrix.rows : matrix.columns);
    std::uint32_t* scaleWord = words.data() + codeWords(count);
    std::uint32_t* factorWord = scaleWord + scaleWords(count);
    const auto blocks = static_cast<std::uint64_t>(matrix.columns) / block;
    quant::BlockParts parts;
    for (std::uint64_t r = 0; r < static_cast<std::uint64_t>(matrix.rows); ++r)
        for (std::uint64_t b = 0; b < blocks; ++b) {
            matrix.format->takeApart(matrix.row(static_cast<int>(r)) + b * matrix.format->blockBytes, parts);
            for (std::uint32_t i = 0; i < block; ++i) {
                const std::uint64_t column = b * block + i;
                const std::uint64_t line = order == LineOrder::Rows ? r : column;
                const std::uint64_t value = order == LineOrder::Rows ? column : r;
                const auto code = static_cast<std::uint32_t>(parts.codes[i] + codes.offset);
                putCode(words.data() + (line * groups + value / kGroup) * bits, bits,
                        static_cast<std::uint32_t>(value % kGroup), bits == 8 ? code & 0xFF : code);
            }
            const std::uint64_t place = order == LineOrder::Rows ? r * blocks + b : b * m_width + r;
            if (codes.minima) {
                factorWord[place] = parts.factor | static_cast<std::uint32_t>(parts.minimumFactor) << 16;
            } else {
                putHalf(factorWord, place, parts.factor);
            }
            if (codes.scaleValues == 0)
                continue;
            const std::uint64_t byBlock = block / shared();
            for (std::uint64_t s = 0; s < byBlock; ++s) {
                const std::uint64_t scale =
                    order == LineOrder::Rows ? place * byBlock + s : (b * byBlock + s) * m_width + r;
                // BlockParts has them by 16 values.
                const std::size_t part = s * shared() / 16;
                if (codes.minima) {
                    putByte(scaleWord, 2 * scale, static_cast<std::uint8_t>(parts.scales[part]));
                    putByte(scaleWord, 2 * scale + 1, parts.minima[part]);
                } else {
                    putByte(scaleWord, scale, static_cast<std::uint8_t>(parts.scales[part]));
                }
            }
        }
}

} // namespace plm::vulkan
