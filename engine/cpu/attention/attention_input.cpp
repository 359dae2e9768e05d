// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention/attention_input.h"

namespace plm::cpu {

void loadLatents(const AttentionInput& input, const Kernels& kernels, int position, float* values) {
    const std::byte* row = input.cache->row(input.layer, position);
    const Q8Row& q8 = input.cache->rowForm().shape;
    switch (input.cache->type()) {
    case CacheType::F16:
        kernels.halfToFloat(row, values, q8.latent + q8.rotary);
        return;
    case CacheType::Q8:
        kernels.scaledBytesToFloat(row, row + q8.scalesAt(), values, q8.latent);
        kernels.halfToFloat(row + q8.rotaryAt(), values + q8.latent, q8.rotary);
        return;
    case CacheType::F32:
        input.cache->load(input.layer, position, values);
    }
}

} // namespace plm::cpu
