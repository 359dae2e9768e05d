// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace plm::quant {

// The decoders behind Format::decode, and with its contract. Layouts are those of GGUF (ggml's block types),
// and so is the order of the float32 operations: results equal its dequantisation bit for bit.

// float_formats.cpp: plain numbers, little-endian
void decodeF32(const std::byte* blocks, float* out, std::size_t values);
void decodeF16(const std::byte* blocks, float* out, std::size_t values);
void decodeBF16(const std::byte* blocks, float* out, std::size_t values);

// legacy_blocks.cpp: blocks of 32 with one scale, and with or without an offset
void decodeQ4_0(const std::byte* blocks, float* out, std::size_t values);
void decodeQ4_1(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_0(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_1(const std::byte* blocks, float* out, std::size_t values);
void decodeQ8_0(const std::byte* blocks, float* out, std::size_t values);

// k_blocks.cpp and k_scaled_blocks.cpp: super-blocks of 256 whose groups have quantised scales of their own
void decodeQ2_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ3_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ4_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ6_K(const std::byte* blocks, float* out, std::size_t values);

// iq4_blocks.cpp: four bits that index a table of unevenly spaced levels
void decodeIQ4_NL(const std::byte* blocks, float* out, std::size_t values);
void decodeIQ4_XS(const std::byte* blocks, float* out, std::size_t values);

} // namespace plm::quant
