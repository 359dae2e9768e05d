// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace plm::quant {

// The encoders behind Format::encode, and with its contract: the inverse of decoders.h. Blocks do not depend
// on their neighbours, and come out the same on every machine.

// float_encoders.cpp: plain numbers, rounded to the nearest
bool encodeF32(const float* values, std::byte* blocks, std::size_t count);
bool encodeF16(const float* values, std::byte* blocks, std::size_t count);
bool encodeBF16(const float* values, std::byte* blocks, std::size_t count);

// legacy_encoders.cpp: the scale follows from a block's extremes
bool encodeQ4_0(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ4_1(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_0(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_1(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ8_0(const float* values, std::byte* blocks, std::size_t count);

// k_encoders.cpp and q6_k_encoder.cpp: the scales of groups are searched for
bool encodeQ4_K(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_K(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ6_K(const float* values, std::byte* blocks, std::size_t count);

} // namespace plm::quant
