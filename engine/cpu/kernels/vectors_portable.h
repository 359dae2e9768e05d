// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Plain loops for tile_dots_body.h and neuron_body.h, which the compiler makes vectors of as well as it can;
// the types and functions are explained in vectors_avx512.h. Included after kernels_body.h.

#include <cstddef>
#include <cstdint>

namespace plm::cpu {
namespace {

struct Codes {
    std::int8_t v[64];
};
struct Sums {
    std::int32_t v[16];
};
struct Floats {
    float v[16];
};

constexpr int kInputsTogether = 2;
constexpr std::size_t kFloatsTogether = 2;
constexpr int kSignedOffset = 0;

Codes loadCodes(const std::int8_t* codes) {
    Codes loaded;
    __builtin_memcpy(loaded.v, codes, sizeof loaded.v);
    return loaded;
}
Codes toSigned(const Codes& codes) {
    return codes;
}
/// Each code of `codes` through `change`.
template <class Change>
Codes each(const Codes& codes, const Change& change) {
    Codes changed;
    for (int i = 0; i < 64; ++i)
        changed.v[i] = static_cast<std::int8_t>(change(static_cast<std::uint8_t>(codes.v[i])));
    return changed;
}
Codes lowNibbles(const Codes& codes) {
    return each(codes, [](unsigned code) { return code & 15U; });
}
Codes highNibbles(const Codes& codes) {
    return each(codes, [](unsigned code) { return code >> 4; });
}
Codes orCodes(Codes a, const Codes& b) {
    for (int i = 0; i < 64; ++i)
        a.v[i] = static_cast<std::int8_t>(a.v[i] | b.v[i]);
    return a;
}
template <int Width, int From>
Codes bitsAboveNibble(const Codes& codes) {
    return each(codes, [](unsigned code) { return (code >> From & ((1U << Width) - 1U)) << 4; });
}

Sums spreadSum(std::int32_t value) {
    Sums sums;
    for (std::int32_t& sum : sums.v)
        sum = value;
    return sums;
}
template <bool Signed>
void addLanes(Sums& sums, const Codes& weights, const std::int8_t* inputs) {
    for (int lane = 0; lane < 16; ++lane) {
        std::int32_t sum = 0;
        for (int i = 0; i < 4; ++i)
            sum += weights.v[4 * lane + i] * inputs[i];
        sums.v[lane] += sum;
    }
}

/// 16 floats, of which lane i is valueOf(i).
template <class ValueOf>
Floats floats(const ValueOf& valueOf) {
    Floats made;
    for (int i = 0; i < 16; ++i)
        made.v[i] = valueOf(i);
    return made;
}
Floats zeroFloats() {
    return floats([](int) { return 0.0F; });
}
Floats loadHalves(const std::byte* halves) {
    return floats([&](int i) { return fromHalf(halves + 2 * i); });
}
Floats loadBrainFloats(const std::byte* numbers) {
    return floats([&](int i) {
        std::uint16_t upper;
        __builtin_memcpy(&upper, numbers + 2 * i, sizeof upper);
        return __builtin_bit_cast(float, static_cast<std::uint32_t>(upper) << 16);
    });
}
Floats loadSignedBytes(const std::byte* bytes) {
    return floats([&](int i) { return static_cast<float>(static_cast<std::int8_t>(bytes[i])); });
}
Floats loadUnsignedBytes(const std::byte* bytes) {
    return floats([&](int i) { return static_cast<float>(static_cast<std::uint8_t>(bytes[i])); });
}
struct NibbleValues {
    int offset;
    explicit NibbleValues(int taken) : offset(taken) {}
};
void loadNibbles(const std::byte* bytes, const NibbleValues& values, Floats& low, Floats& high) {
    const auto value = [&](int nibble) { return static_cast<float>(nibble - values.offset); };
    low = floats([&](int i) { return value(static_cast<std::uint8_t>(bytes[i]) & 15); });
    high = floats([&](int i) { return value(static_cast<std::uint8_t>(bytes[i]) >> 4); });
}
Floats loadFloats(const float* values) {
    return floats([&](int i) { return values[i]; });
}
Floats spread(float value) {
    return floats([&](int) { return value; });
}
void storeFloats(const Floats& values, float* target) {
    __builtin_memcpy(target, values.v, sizeof values.v);
}
Floats product(const Floats& a, const Floats& b) {
    return floats([&](int i) { return a.v[i] * b.v[i]; });
}
Floats times(const Floats& values, float factor) {
    return floats([&](int i) { return values.v[i] * factor; });
}
/// sum + a · b, rounded once where every processor of the kind can. Written out, as in kernels_body.h: left
/// to itself the compiler fuses in one loop and not in another.
float multiplyAddOne(float a, float b, float sum) {
#if defined(__aarch64__)
    return __builtin_fmaf(a, b, sum);
#else
    return sum + a * b;
#endif
}
void addScaled(Floats& sum, const Sums& products, const Floats& scale) {
    for (int i = 0; i < 16; ++i)
        sum.v[i] = multiplyAddOne(static_cast<float>(products.v[i]), scale.v[i], sum.v[i]);
}
void addProduct(Floats& sum, const Floats& a, const Floats& b) {
    for (int i = 0; i < 16; ++i)
        sum.v[i] = multiplyAddOne(a.v[i], b.v[i], sum.v[i]);
}
void subtractScaled(Floats& sum, const Floats& values, float factor) {
    for (int i = 0; i < 16; ++i)
        sum.v[i] = multiplyAddOne(-values.v[i], factor, sum.v[i]);
}

} // namespace
} // namespace plm::cpu
