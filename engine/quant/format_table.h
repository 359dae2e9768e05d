// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

namespace plm::quant {

// What stands behind Format::decode, encode and takeApart, and with their contracts. Layouts are those of
// GGUF (ggml's block types), and so is the order of the float32 operations when blocks are decoded: results
// equal its dequantisation bit for bit. Encoded blocks do not depend on their neighbours, and come out the
// same on every machine.

// float_formats.cpp: plain numbers, rounded to the nearest
void decodeF32(const std::byte* blocks, float* out, std::size_t values);
void decodeF16(const std::byte* blocks, float* out, std::size_t values);
void decodeBF16(const std::byte* blocks, float* out, std::size_t values);
bool encodeF32(const float* values, std::byte* blocks, std::size_t count);
bool encodeF16(const float* values, std::byte* blocks, std::size_t count);
bool encodeBF16(const float* values, std::byte* blocks, std::size_t count);

// legacy_blocks.cpp, legacy_encoders.cpp: blocks of 32 with one scale, which follows from their extremes, and
// with or without an offset
void decodeQ4_0(const std::byte* blocks, float* out, std::size_t values);
void decodeQ4_1(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_0(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_1(const std::byte* blocks, float* out, std::size_t values);
void decodeQ8_0(const std::byte* blocks, float* out, std::size_t values);
bool encodeQ4_0(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ4_1(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_0(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_1(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ8_0(const float* values, std::byte* blocks, std::size_t count);

// k_blocks.cpp, k_scaled_blocks.cpp, k_encoders.cpp, q6_k_encoder.cpp: super-blocks of 256 whose groups have
// quantised scales of their own, which are searched for
void decodeQ2_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ3_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ4_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ5_K(const std::byte* blocks, float* out, std::size_t values);
void decodeQ6_K(const std::byte* blocks, float* out, std::size_t values);
bool encodeQ4_K(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ5_K(const float* values, std::byte* blocks, std::size_t count);
bool encodeQ6_K(const float* values, std::byte* blocks, std::size_t count);

// iq4_blocks.cpp: four bits that index a table of unevenly spaced levels
void decodeIQ4_NL(const std::byte* blocks, float* out, std::size_t values);
void decodeIQ4_XS(const std::byte* blocks, float* out, std::size_t values);

// block_parts.cpp
void takeQ4_0(const std::byte* block, BlockParts& parts);
void takeQ8_0(const std::byte* block, BlockParts& parts);
void takeQ4_K(const std::byte* block, BlockParts& parts);
void takeQ5_K(const std::byte* block, BlockParts& parts);
void takeQ6_K(const std::byte* block, BlockParts& parts);

/// All formats that this program reads.
inline constexpr Format kFormats[] = {
    {Type::F32, "F32", 1, 4, decodeF32, encodeF32},
    {Type::F16, "F16", 1, 2, decodeF16, encodeF16},
    {Type::BF16, "BF16", 1, 2, decodeBF16, encodeBF16},
    {Type::Q4_0, "Q4_0", 32, 18, decodeQ4_0, encodeQ4_0, takeQ4_0, {.bits = 4, .offset = 8}},
    {Type::Q4_1, "Q4_1", 32, 20, decodeQ4_1, encodeQ4_1},
    {Type::Q5_0, "Q5_0", 32, 22, decodeQ5_0, encodeQ5_0},
    {Type::Q5_1, "Q5_1", 32, 24, decodeQ5_1, encodeQ5_1},
    {Type::Q8_0, "Q8_0", 32, 34, decodeQ8_0, encodeQ8_0, takeQ8_0, {.bits = 8}},
    {Type::Q2_K, "Q2_K", 256, 84, decodeQ2_K, nullptr},
    {Type::Q3_K, "Q3_K", 256, 110, decodeQ3_K, nullptr},
    {Type::Q4_K,
     "Q4_K",
     256,
     144,
     decodeQ4_K,
     encodeQ4_K,
     takeQ4_K,
     {.bits = 4, .scaleValues = 32, .minima = true}},
    {Type::Q5_K,
     "Q5_K",
     256,
     176,
     decodeQ5_K,
     encodeQ5_K,
     takeQ5_K,
     {.bits = 5, .scaleValues = 32, .minima = true}},
    {Type::Q6_K,
     "Q6_K",
     256,
     210,
     decodeQ6_K,
     encodeQ6_K,
     takeQ6_K,
     {.bits = 6, .offset = 32, .scaleValues = 16}},
    {Type::IQ4_NL, "IQ4_NL", 32, 18, decodeIQ4_NL, nullptr},
    {Type::IQ4_XS, "IQ4_XS", 256, 136, decodeIQ4_XS, nullptr},
};

} // namespace plm::quant
