// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/half.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace plm::quant {

/// A little-endian integer at `at`, whatever its alignment (the project builds for little-endian machines
/// only).
template <class Integer>
inline Integer load(const std::uint8_t* at) {
    Integer value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

/// The half precision scale at `at`.
inline float loadScale(const std::uint8_t* at) {
    return halfToFloat(load<std::uint16_t>(at));
}

/// Decodes block after block. `__restrict` tells the compiler that writing numbers does not change the bytes
/// (which bytes may otherwise alias), or it would not vectorise.
template <std::size_t Values, std::size_t Bytes, class DecodeBlock>
inline void decodeBlocks(const std::byte* blocks, float* __restrict out, std::size_t values,
                         DecodeBlock decodeBlock) {
    const auto* __restrict block = reinterpret_cast<const std::uint8_t*>(blocks);
    for (std::size_t done = 0; done < values; done += Values, block += Bytes)
        decodeBlock(block, out + done);
}

} // namespace plm::quant
