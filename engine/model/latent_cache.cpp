// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latent_cache.h"

#include "quant/format.h"

#include <cstring>

namespace plm {

CacheRow::CacheRow(const HyperParameters& hyper, CacheType cacheType)
    : shape{static_cast<std::size_t>(hyper.latentRank), static_cast<std::size_t>(hyper.rotaryWidth)},
      type(cacheType) {}

std::size_t CacheRow::bytes() const {
    switch (type) {
    case CacheType::F32:
        return (shape.latent + shape.rotary) * 4;
    case CacheType::Q8:
        return shape.bytes();
    case CacheType::F16:
        break;
    }
    return (shape.latent + shape.rotary) * 2;
}

void CacheRow::encode(const float* values, std::byte* row) const {
    if (type == CacheType::F32) {
        std::memcpy(row, values, bytes());
        return;
    }
    if (type == CacheType::Q8) {
        shape.encode(values, row);
        return;
    }
    for (int i = 0; i < width(); ++i) {
        const std::uint16_t half = quant::floatToHalf(values[i]);
        std::memcpy(row + 2 * i, &half, sizeof half);
    }
}

void CacheRow::decode(const std::byte* row, float* values) const {
    if (type == CacheType::Q8) {
        shape.decode(row, values);
        return;
    }
    const quant::Type same = type == CacheType::F32 ? quant::Type::F32 : quant::Type::F16;
    quant::format(same).decode(row, values, static_cast<std::size_t>(width()));
}

} // namespace plm
