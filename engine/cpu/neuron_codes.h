// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Sixteen codes of ffn_down at a time; included after kernels_body.h, under the same rules. The compiler's
// own conversion of bytes to floats takes vectors apart, so each instruction set names its own.

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

namespace plm::cpu {
namespace {

typedef std::int8_t Sixteen __attribute__((vector_size(16)));
typedef std::uint8_t UnsignedSixteen __attribute__((vector_size(16)));
constexpr std::size_t kCodeVectors = sizeof(Sixteen) / kLanes;

Sixteen loadSixteen(const std::byte* bytes) {
    Sixteen codes;
    __builtin_memcpy(&codes, bytes, sizeof codes);
    return codes;
}

Sixteen lowNibbles(Sixteen packed) {
    return packed & 15;
}

Sixteen highNibbles(Sixteen packed) {
    return reinterpret_cast<Sixteen>(reinterpret_cast<UnsignedSixteen>(packed) >> 4);
}

/// sums[0 … kCodeVectors − 1] += value · codes
void addSixteen(Sixteen codes, float value, Lanes* sums) {
#if defined(__AVX512F__)
    sums[0] += value * _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(reinterpret_cast<__m128i>(codes)));
#elif defined(__AVX2__)
    const auto all = reinterpret_cast<__m128i>(codes);
    sums[0] += value * _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(all));
    sums[1] += value * _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(all, 8)));
#elif defined(__aarch64__)
    const auto all = reinterpret_cast<int8x16_t>(codes);
    const int16x8_t low = vmovl_s8(vget_low_s8(all));
    const int16x8_t high = vmovl_high_s8(all);
    sums[0] += value * vcvtq_f32_s32(vmovl_s16(vget_low_s16(low)));
    sums[1] += value * vcvtq_f32_s32(vmovl_high_s16(low));
    sums[2] += value * vcvtq_f32_s32(vmovl_s16(vget_low_s16(high)));
    sums[3] += value * vcvtq_f32_s32(vmovl_high_s16(high));
#else
    float wide[sizeof codes];
    for (std::size_t i = 0; i < sizeof codes; ++i)
        wide[i] = static_cast<float>(codes[i]);
    for (std::size_t v = 0; v < kCodeVectors; ++v)
        sums[v] += value * lanes(wide + v * kLanes);
#endif
}

} // namespace
} // namespace plm::cpu
