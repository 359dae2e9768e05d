// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/format.h"

#include "quant/decoders.h"
#include "quant/encoders.h"

#include <algorithm>
#include <array>
#include <bit>

namespace plm::quant {

static_assert(std::endian::native == std::endian::little, "GGUF's bytes are used in place");

namespace {

constexpr std::array kFormats = {
    Format{Type::F32, "F32", 1, 4, decodeF32, encodeF32},
    Format{Type::F16, "F16", 1, 2, decodeF16, encodeF16},
    Format{Type::BF16, "BF16", 1, 2, decodeBF16, encodeBF16},
    Format{Type::Q4_0, "Q4_0", 32, 18, decodeQ4_0, encodeQ4_0},
    Format{Type::Q4_1, "Q4_1", 32, 20, decodeQ4_1, encodeQ4_1},
    Format{Type::Q5_0, "Q5_0", 32, 22, decodeQ5_0, encodeQ5_0},
    Format{Type::Q5_1, "Q5_1", 32, 24, decodeQ5_1, encodeQ5_1},
    Format{Type::Q8_0, "Q8_0", 32, 34, decodeQ8_0, encodeQ8_0},
    Format{Type::Q2_K, "Q2_K", 256, 84, decodeQ2_K, nullptr},
    Format{Type::Q3_K, "Q3_K", 256, 110, decodeQ3_K, nullptr},
    Format{Type::Q4_K, "Q4_K", 256, 144, decodeQ4_K, encodeQ4_K},
    Format{Type::Q5_K, "Q5_K", 256, 176, decodeQ5_K, encodeQ5_K},
    Format{Type::Q6_K, "Q6_K", 256, 210, decodeQ6_K, encodeQ6_K},
    Format{Type::IQ4_NL, "IQ4_NL", 32, 18, decodeIQ4_NL, nullptr},
    Format{Type::IQ4_XS, "IQ4_XS", 256, 136, decodeIQ4_XS, nullptr},
};

template <class Matches>
const Format* findIf(Matches matches) {
    const auto* found = std::find_if(kFormats.begin(), kFormats.end(), matches);
    return found == kFormats.end() ? nullptr : &*found;
}

} // namespace

std::span<const Format> formats() {
    return kFormats;
}

const Format* find(std::uint32_t type) {
    return findIf([type](const Format& format) { return static_cast<std::uint32_t>(format.type) == type; });
}

const Format* find(std::string_view name) {
    return findIf([name](const Format& format) { return format.name == name; });
}

} // namespace plm::quant
