// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/blocks.h"
#include "quant/format_table.h"

#include <cstring>

namespace plm::quant {

void decodeF32(const std::byte* blocks, float* out, std::size_t values) {
    if (values > 0) // memcpy takes no null pointer, not even for nothing
        std::memcpy(out, blocks, values * sizeof(float));
}

void decodeF16(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<1, 2>(blocks, out, values, [](const std::uint8_t* block, float* to) {
        *to = halfToFloat(load<std::uint16_t>(block));
    });
}

void decodeBF16(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<1, 2>(blocks, out, values, [](const std::uint8_t* block, float* to) {
        *to = bfloatToFloat(load<std::uint16_t>(block));
    });
}

} // namespace plm::quant
