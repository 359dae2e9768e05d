// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/latent_cache.h"

#include "quant/format.h"
#include "quant/half.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace plm {

namespace {

void putHalf(float value, std::byte* target) {
    const std::uint16_t half = quant::floatToHalf(value);
    std::memcpy(target, &half, sizeof half);
}

float halfAt(const std::byte* source) {
    std::uint16_t half = 0;
    std::memcpy(&half, source, sizeof half);
    return quant::halfToFloat(half);
}

/// Rounds a block by the scale as it is kept, so that its own rounding costs nothing. Returns the scale.
float encodeBlock(const float* values, std::size_t count, std::byte* codes) {
    float largest = 0;
    for (std::size_t i = 0; i < count; ++i)
        largest = std::max(largest, std::fabs(values[i]));
    const float scale = quant::halfToFloat(quant::floatToHalf(largest / 127.0F));
    for (std::size_t i = 0; i < count; ++i) {
        const float code = scale > 0 ? std::nearbyint(values[i] / scale) : 0.0F;
        codes[i] = static_cast<std::byte>(static_cast<std::int8_t>(std::clamp(code, -127.0F, 127.0F)));
    }
    return scale;
}

} // namespace

void Q8Row::encode(const float* values, std::byte* row) const {
    for (std::size_t block = 0; block < blocks(); ++block) {
        const std::size_t first = block * kBlock;
        const float scale = encodeBlock(values + first, std::min(kBlock, latent - first), row + first);
        putHalf(scale, row + scalesAt() + 2 * block);
    }
    if (latent != scalesAt())
        row[latent] = std::byte{};
    for (std::size_t i = 0; i < rotary; ++i)
        putHalf(values[latent + i], row + rotaryAt() + 2 * i);
}

void Q8Row::decode(const std::byte* row, float* values) const {
    for (std::size_t i = 0; i < latent; ++i)
        values[i] = halfAt(row + scalesAt() + 2 * (i / kBlock)) *
                    static_cast<float>(static_cast<std::int8_t>(row[i]));
    for (std::size_t i = 0; i < rotary; ++i)
        values[latent + i] = halfAt(row + rotaryAt() + 2 * i);
}

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

Status LatentCache::erase() {
    constexpr int kAtOnce = 256;
    resize(0);
    const std::vector<std::byte> zeros(rowBytes() * static_cast<std::size_t>(std::min(kAtOnce, m_capacity)));
    for (int layer = 0; layer < m_layers; ++layer)
        for (int first = 0; first < m_capacity; first += kAtOnce) {
            const auto rows = static_cast<std::size_t>(std::min(kAtOnce, m_capacity - first));
            if (Status done = writeRows(layer, first, std::span(zeros).first(rows * rowBytes())); !done)
                return done;
        }
    return {};
}

AttentionWork attentionWork(const HyperParameters& hyper) {
    return {.absorbed = 2.0 * hyper.latentRank + hyper.rotaryWidth,
            .expanded = static_cast<double>(hyper.noPositionWidth + hyper.rotaryWidth + hyper.valueWidth),
            .expanding = static_cast<double>(hyper.noPositionWidth + hyper.valueWidth) * hyper.latentRank};
}

bool expansionPays(const HyperParameters& hyper, int tokens) {
    const AttentionWork work = attentionWork(hyper);
    return tokens * work.absorbed > work.expanding + tokens * work.expanded;
}

} // namespace plm
