// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention_input.h"

namespace plm::cpu {

void loadLatents(const AttentionInput& input, const Kernels& kernels, int position, float* values) {
    const std::byte* row = input.cache->row(input.layer, position);
    const auto width = static_cast<std::size_t>(input.cache->width());
    if (input.cache->type() == CacheType::F16)
        kernels.halfToFloat(row, values, width);
    else
        quant::format(quant::Type::F32).decode(row, values, width);
}

} // namespace plm::cpu
