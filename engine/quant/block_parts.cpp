// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quant/format.h"
#include "quant/format_table.h"

#include <cstring>

namespace plm::quant {

namespace {

std::uint16_t readHalf(const std::byte* bytes) {
    std::uint16_t half = 0;
    std::memcpy(&half, bytes, sizeof half);
    return half;
}

unsigned byteAt(const std::byte* bytes, int index) {
    return std::to_integer<unsigned>(bytes[index]);
}

std::int8_t code(unsigned value, int offset = 0) {
    return static_cast<std::int8_t>(static_cast<int>(value) - offset);
}

/// The scale and the minimum of block `index` of 8: 6 bits each. The first four of each lie in bytes of their
/// own, whose upper two bits complete the last four.
void takePackedScale(const std::byte* packed, int index, BlockParts& parts) {
    const auto at = [&](int i) { return byteAt(packed, i); };
    const unsigned scale = index < 4 ? at(index) & 63U : (at(index + 4) & 15U) | (at(index - 4) >> 6) << 4;
    const unsigned minimum = index < 4 ? at(index + 4) & 63U : at(index + 4) >> 4 | (at(index) >> 6) << 4;
    const auto half = 2 * static_cast<std::size_t>(index);
    parts.scales[half] = parts.scales[half + 1] = static_cast<std::int8_t>(scale);
    parts.minima[half] = parts.minima[half + 1] = static_cast<std::uint8_t>(minimum);
}

/// Q4_K, and Q5_K with the fifth bits at `fifth`.
void takeWithMinima(const std::byte* block, const std::byte* nibbles, const std::byte* fifth,
                    BlockParts& parts) {
    parts.factor = readHalf(block);
    parts.minimumFactor = readHalf(block + 2);
    for (int index = 0; index < 8; ++index) {
        takePackedScale(block + 4, index, parts);
        for (int i = 0; i < 32; ++i) {
            const unsigned byte = byteAt(nibbles, 32 * (index / 2) + i);
            const unsigned low = index % 2 == 0 ? byte & 15U : byte >> 4;
            const unsigned high = fifth == nullptr ? 0U : byteAt(fifth, i) >> index & 1U;
            parts.codes[32 * static_cast<std::size_t>(index) + static_cast<std::size_t>(i)] =
                code(low | high << 4);
        }
    }
}

} // namespace

bool isFinite(const BlockParts& parts) {
    constexpr unsigned kExponent = 0x7c00; // all of it set
    return (parts.factor & kExponent) != kExponent && (parts.minimumFactor & kExponent) != kExponent;
}

void takeQ4_0(const std::byte* block, BlockParts& parts) {
    parts.factor = readHalf(block);
    for (std::size_t i = 0; i < 16; ++i) {
        const unsigned byte = byteAt(block, 2 + static_cast<int>(i));
        parts.codes[i] = code(byte & 15U, 8);
        parts.codes[i + 16] = code(byte >> 4, 8);
    }
    parts.scales[0] = parts.scales[1] = 1;
}

void takeQ8_0(const std::byte* block, BlockParts& parts) {
    parts.factor = readHalf(block);
    std::memcpy(parts.codes.data(), block + 2, 32);
    parts.scales[0] = parts.scales[1] = 1;
}

void takeQ4_K(const std::byte* block, BlockParts& parts) {
    takeWithMinima(block, block + 16, nullptr, parts);
}

void takeQ5_K(const std::byte* block, BlockParts& parts) {
    takeWithMinima(block, block + 48, block + 16, parts);
}

void takeQ6_K(const std::byte* block, BlockParts& parts) {
    parts.factor = readHalf(block + 208);
    std::memcpy(parts.scales.data(), block + 192, 16);
    for (int i = 0; i < 256; ++i) {
        const int half = i / 128;
        const int quarter = i % 128 / 32;
        const unsigned low = byteAt(block, 64 * half + 32 * (quarter % 2) + i % 32);
        const unsigned high = byteAt(block, 128 + 32 * half + i % 32) >> 2 * quarter & 3U;
        parts.codes[static_cast<std::size_t>(i)] = code((quarter < 2 ? low & 15U : low >> 4) | high << 4, 32);
    }
}

} // namespace plm::quant
