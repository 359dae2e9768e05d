// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/latent_cache.h"

namespace plm {

CacheRow::CacheRow(const HyperParameters& hyper, CacheType of)
    : shape{static_cast<std::size_t>(hyper.latentRank), static_cast<std::size_t>(hyper.rotaryWidth)},
      type(of) {}

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

} // namespace plm
