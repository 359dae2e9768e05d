// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// NEON for tile_dots_body.h and neuron_body.h, with the dot products of ARMv8.2 where the file is compiled
// for them; the types and functions are explained in vectors_avx512.h.

#include <arm_neon.h>
#include <cstddef>
#include <cstdint>

namespace plm::cpu {
namespace {

struct Codes {
    int8x16_t v[4];
};
struct Sums {
    int32x4_t v[4];
};
struct Floats {
    float32x4_t v[4];
};

#if defined(__ARM_FEATURE_DOTPROD)
constexpr int kInputsTogether = 4;
#else
constexpr int kInputsTogether = 2; // products of 16 bits take registers on the way
#endif
constexpr std::size_t kFloatsTogether = 4;
constexpr int kSignedOffset = 0;

int8x16_t nibbleBelow(int8x16_t packed) {
    return vandq_s8(packed, vdupq_n_s8(15));
}
int8x16_t nibbleAbove(int8x16_t packed) {
    return vreinterpretq_s8_u8(vshrq_n_u8(vreinterpretq_u8_s8(packed), 4));
}
Codes loadCodes(const std::int8_t* codes) {
    return {{vld1q_s8(codes), vld1q_s8(codes + 16), vld1q_s8(codes + 32), vld1q_s8(codes + 48)}};
}
Codes toSigned(Codes codes) {
    return codes;
}
Codes lowNibbles(Codes codes) {
    return {
        {nibbleBelow(codes.v[0]), nibbleBelow(codes.v[1]), nibbleBelow(codes.v[2]), nibbleBelow(codes.v[3])}};
}
Codes highNibbles(Codes codes) {
    return {
        {nibbleAbove(codes.v[0]), nibbleAbove(codes.v[1]), nibbleAbove(codes.v[2]), nibbleAbove(codes.v[3])}};
}
Codes orCodes(Codes a, Codes b) {
    return {{vorrq_s8(a.v[0], b.v[0]), vorrq_s8(a.v[1], b.v[1]), vorrq_s8(a.v[2], b.v[2]),
             vorrq_s8(a.v[3], b.v[3])}};
}
template <int Width, int From>
Codes bitsAboveNibble(Codes codes) {
    const auto moved = [](int8x16_t packed) {
        const uint8x16_t mask = vdupq_n_u8(((1 << Width) - 1) << 4);
        const uint8x16_t bits = vreinterpretq_u8_s8(packed);
        if constexpr (From < 4)
            return vreinterpretq_s8_u8(vandq_u8(vshlq_n_u8(bits, 4 - From), mask));
        else if constexpr (From == 4)
            return vreinterpretq_s8_u8(vandq_u8(bits, mask));
        else
            return vreinterpretq_s8_u8(vandq_u8(vshrq_n_u8(bits, From - 4), mask));
    };
    return {{moved(codes.v[0]), moved(codes.v[1]), moved(codes.v[2]), moved(codes.v[3])}};
}

Sums spreadSum(std::int32_t value) {
    const int32x4_t spread = vdupq_n_s32(value);
    return {{spread, spread, spread, spread}};
}
/// Adds four products to each lane. Weights are −128 … 127 and inputs −127 … 127: two products, 32,512 at
/// most, fit 16 bits.
int32x4_t addDot(int32x4_t sum, int8x16_t weights, int8x16_t inputs) {
#if defined(__ARM_FEATURE_DOTPROD)
    return vdotq_s32(sum, weights, inputs);
#else
    const int16x8_t low = vmull_s8(vget_low_s8(weights), vget_low_s8(inputs));
    const int16x8_t high = vmull_high_s8(weights, inputs);
    return vpadalq_s16(sum, vpaddq_s16(low, high));
#endif
}
template <bool Signed>
void addLanes(Sums& sums, Codes weights, const std::int8_t* inputs) {
    std::int32_t four;
    __builtin_memcpy(&four, inputs, sizeof four);
    const int8x16_t spread = vreinterpretq_s8_s32(vdupq_n_s32(four));
    for (int v = 0; v < 4; ++v)
        sums.v[v] = addDot(sums.v[v], weights.v[v], spread);
}

Floats zeroFloats() {
    const float32x4_t zero = vdupq_n_f32(0);
    return {{zero, zero, zero, zero}};
}
int8x16_t load16(const std::byte* bytes) {
    return vld1q_s8(reinterpret_cast<const std::int8_t*>(bytes));
}
Floats loadHalves(const std::byte* halves) {
    const float16x8_t low = vreinterpretq_f16_s8(load16(halves));
    const float16x8_t high = vreinterpretq_f16_s8(load16(halves + 16));
    return {{vcvt_f32_f16(vget_low_f16(low)), vcvt_high_f32_f16(low), vcvt_f32_f16(vget_low_f16(high)),
             vcvt_high_f32_f16(high)}};
}
float32x4_t brainFloats(uint16x4_t upper) {
    return vreinterpretq_f32_u32(vshll_n_u16(upper, 16));
}
Floats loadBrainFloats(const std::byte* numbers) {
    const uint16x8_t low = vreinterpretq_u16_s8(load16(numbers));
    const uint16x8_t high = vreinterpretq_u16_s8(load16(numbers + 16));
    return {{brainFloats(vget_low_u16(low)), brainFloats(vget_high_u16(low)), brainFloats(vget_low_u16(high)),
             brainFloats(vget_high_u16(high))}};
}
Floats signedFloats(int8x16_t bytes) {
    const int16x8_t low = vmovl_s8(vget_low_s8(bytes));
    const int16x8_t high = vmovl_high_s8(bytes);
    return {{vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))), vcvtq_f32_s32(vmovl_high_s16(low)),
             vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))), vcvtq_f32_s32(vmovl_high_s16(high))}};
}
Floats loadSignedBytes(const std::byte* bytes) {
    return signedFloats(load16(bytes));
}
Floats loadUnsignedBytes(const std::byte* bytes) {
    const uint8x16_t packed = vreinterpretq_u8_s8(load16(bytes));
    const uint16x8_t low = vmovl_u8(vget_low_u8(packed));
    const uint16x8_t high = vmovl_high_u8(packed);
    return {{vcvtq_f32_u32(vmovl_u16(vget_low_u16(low))), vcvtq_f32_u32(vmovl_high_u16(low)),
             vcvtq_f32_u32(vmovl_u16(vget_low_u16(high))), vcvtq_f32_u32(vmovl_high_u16(high))}};
}
struct NibbleValues {
    int8x16_t offset;
    explicit NibbleValues(int taken) : offset(vdupq_n_s8(static_cast<std::int8_t>(taken))) {}
};
[[gnu::always_inline]] inline void loadNibbles(const std::byte* bytes, const NibbleValues& values,
                                               Floats& low, Floats& high) {
    const int8x16_t packed = load16(bytes);
    low = signedFloats(vsubq_s8(nibbleBelow(packed), values.offset));
    high = signedFloats(vsubq_s8(nibbleAbove(packed), values.offset));
}
Floats loadFloats(const float* values) {
    return {{vld1q_f32(values), vld1q_f32(values + 4), vld1q_f32(values + 8), vld1q_f32(values + 12)}};
}
Floats spread(float value) {
    const float32x4_t all = vdupq_n_f32(value);
    return {{all, all, all, all}};
}
void storeFloats(Floats values, float* target) {
    for (int i = 0; i < 4; ++i)
        vst1q_f32(target + 4 * i, values.v[i]);
}
Floats product(Floats a, Floats b) {
    return {{vmulq_f32(a.v[0], b.v[0]), vmulq_f32(a.v[1], b.v[1]), vmulq_f32(a.v[2], b.v[2]),
             vmulq_f32(a.v[3], b.v[3])}};
}
Floats times(Floats values, float factor) {
    return product(values, spread(factor));
}
void addScaled(Floats& sum, Sums products, Floats scale) {
    for (int i = 0; i < 4; ++i)
        sum.v[i] = vfmaq_f32(sum.v[i], vcvtq_f32_s32(products.v[i]), scale.v[i]);
}
void addProduct(Floats& sum, Floats a, Floats b) {
    for (int i = 0; i < 4; ++i)
        sum.v[i] = vfmaq_f32(sum.v[i], a.v[i], b.v[i]);
}
void subtractScaled(Floats& sum, Floats values, float factor) {
    for (int i = 0; i < 4; ++i)
        sum.v[i] = vfmsq_n_f32(sum.v[i], values.v[i], factor);
}

} // namespace
} // namespace plm::cpu
