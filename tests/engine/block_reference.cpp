// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_reference.h"

#include <cmath>
#include <limits>

// Every format as a statement about single bits: slow, and unlike the decoders it checks, without planes,
// masks and groups that are walked.

namespace plm::test {

namespace {

/// `count` bits from bit `first` on; bit 0 is the lowest of byte 0.
int bits(const std::uint8_t* bytes, int first, int count) {
    int value = 0;
    for (int b = 0; b < count; ++b)
        value |= (bytes[(first + b) / 8] >> ((first + b) % 8) & 1) << b;
    return value;
}

int signedByte(std::uint8_t byte) {
    return byte < 128 ? byte : byte - 256;
}

float halfAt(const std::uint8_t* bytes) {
    const int exponent = bits(bytes, 10, 5);
    const int mantissa = bits(bytes, 0, 10);
    const float sign = bits(bytes, 15, 1) != 0 ? -1.0F : 1.0F;
    if (exponent == 31)
        return mantissa != 0 ? std::numeric_limits<float>::quiet_NaN()
                             : sign * std::numeric_limits<float>::infinity();
    if (exponent == 0)
        return sign * std::ldexp(static_cast<float>(mantissa), -24);
    return sign * std::ldexp(static_cast<float>(1024 + mantissa), exponent - 25);
}

float floatAt(const std::uint8_t* bytes) {
    const int exponent = bits(bytes, 23, 8);
    const int mantissa = bits(bytes, 0, 23);
    const float sign = bits(bytes, 31, 1) != 0 ? -1.0F : 1.0F;
    if (exponent == 255)
        return mantissa != 0 ? std::numeric_limits<float>::quiet_NaN()
                             : sign * std::numeric_limits<float>::infinity();
    if (exponent == 0)
        return sign * std::ldexp(static_cast<float>(mantissa), -149);
    return sign * std::ldexp(static_cast<float>((1 << 23) + mantissa), exponent - 150);
}

float bfloatAt(const std::uint8_t* bytes) {
    const std::uint8_t widened[4] = {0, 0, bytes[0], bytes[1]};
    return floatAt(widened);
}

float f(int value) {
    return static_cast<float>(value);
}

/// The nibble of value `i` among 32 in 16 bytes: value i shares its byte with value i + 16.
int nibble32(const std::uint8_t* nibbles, int i) {
    return bits(nibbles, i % 16 * 8 + i / 16 * 4, 4);
}
/// The same among 64 in 32 bytes.
int nibble64(const std::uint8_t* nibbles, int i) {
    return bits(nibbles, i % 32 * 8 + i / 32 * 4, 4);
}
/// Two bits of value `i` among 128 in 32 bytes: four values to a byte, 32 apart.
int pair128(const std::uint8_t* pairs, int i) {
    return bits(pairs, i % 32 * 8 + i / 32 * 2, 2);
}

float q2k(const std::uint8_t* block, int i) {
    const int value = pair128(block + 16 + i / 128 * 32, i % 128);
    const float scale = halfAt(block + 80) * f(bits(block, i / 16 * 8, 4));
    const float offset = halfAt(block + 82) * f(bits(block, i / 16 * 8 + 4, 4));
    return scale * f(value) - offset;
}

float q3k(const std::uint8_t* block, int i) {
    const int low = pair128(block + 32 + i / 128 * 32, i % 128);
    const int value = low + 4 * bits(block, i % 32 * 8 + i / 32, 1) - 4;
    const int group = i / 16;
    const int scaleLow = bits(block + 96, group % 8 * 8 + group / 8 * 4, 4);
    const int scaleHigh = bits(block + 104, group % 4 * 8 + group / 4 * 2, 2);
    return halfAt(block + 108) * f(scaleLow + 16 * scaleHigh - 32) * f(value);
}

struct Scaling {
    float scale, offset;
};

/// Q4_K's and Q5_K's 12 bytes: six bits of the first four groups' scales and offsets; of the later four the
/// low nibbles in the last 4 bytes, and the upper bits in the two that the first eight bytes have over.
Scaling scaling(const std::uint8_t* block, int group) {
    const std::uint8_t* packed = block + 4;
    int scale = bits(packed, group % 4 * 8, 6);
    int offset = bits(packed, 32 + group % 4 * 8, 6);
    if (group >= 4) {
        scale = bits(packed, 64 + group % 4 * 8, 4) + 16 * bits(packed, group % 4 * 8 + 6, 2);
        offset = bits(packed, 64 + group % 4 * 8 + 4, 4) + 16 * bits(packed, 32 + group % 4 * 8 + 6, 2);
    }
    return {halfAt(block) * f(scale), halfAt(block + 2) * f(offset)};
}

float q4k(const std::uint8_t* block, int i) {
    const Scaling group = scaling(block, i / 32);
    return group.scale * f(nibble64(block + 16 + i / 64 * 32, i % 64)) - group.offset;
}

float q5k(const std::uint8_t* block, int i) {
    const Scaling group = scaling(block, i / 32);
    const int fifth = bits(block + 16, i % 32 * 8 + i / 32, 1);
    return group.scale * f(nibble64(block + 48 + i / 64 * 32, i % 64) + 16 * fifth) - group.offset;
}

float q6k(const std::uint8_t* block, int i) {
    const int low = bits(block + i / 128 * 64, i % 64 * 8 + i % 128 / 64 * 4, 4);
    const int high = pair128(block + 128 + i / 128 * 32, i % 128);
    return halfAt(block + 208) * f(signedByte(block[192 + i / 16])) * f(low + 16 * high - 32);
}

float iq4Level(int index) {
    static const int levels[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};
    return f(levels[index]);
}

float iq4xs(const std::uint8_t* block, int i) {
    const int group = i / 32;
    const int scale = bits(block + 4, group * 4, 4) + 16 * bits(block + 2, group * 2, 2) - 32;
    return halfAt(block) * f(scale) * iq4Level(nibble32(block + 8 + group * 16, i % 32));
}

} // namespace

float referenceValue(quant::Type type, const std::uint8_t* block, int i) {
    using quant::Type;
    switch (type) {
    case Type::F32:
        return floatAt(block);
    case Type::F16:
        return halfAt(block);
    case Type::BF16:
        return bfloatAt(block);
    case Type::Q4_0:
        return f(nibble32(block + 2, i) - 8) * halfAt(block);
    case Type::Q4_1:
        return f(nibble32(block + 4, i)) * halfAt(block) + halfAt(block + 2);
    case Type::Q5_0:
        return f(nibble32(block + 6, i) + 16 * bits(block + 2, i, 1) - 16) * halfAt(block);
    case Type::Q5_1:
        return f(nibble32(block + 8, i) + 16 * bits(block + 4, i, 1)) * halfAt(block) + halfAt(block + 2);
    case Type::Q8_0:
        return f(signedByte(block[2 + i])) * halfAt(block);
    case Type::Q2_K:
        return q2k(block, i);
    case Type::Q3_K:
        return q3k(block, i);
    case Type::Q4_K:
        return q4k(block, i);
    case Type::Q5_K:
        return q5k(block, i);
    case Type::Q6_K:
        return q6k(block, i);
    case Type::IQ4_NL:
        return halfAt(block) * iq4Level(nibble32(block + 2, i));
    case Type::IQ4_XS:
        return iq4xs(block, i);
    }
    return std::numeric_limits<float>::quiet_NaN();
}

} // namespace plm::test
