// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// All kernels of an instruction set, whose vectors were included before.

#include "cpu/kernels/attention_body.h"
#include "cpu/kernels/key_rows_body.h"
#include "cpu/kernels/neuron_body.h"
#include "cpu/kernels/tile_dots_body.h"

namespace plm::cpu {
namespace {

constexpr Kernels kernelSet(const char* name, const RoundedAttentionKernels* rounded = nullptr) {
    return {.name = name,
            .accumulate = accumulate,
            .finish = finish,
            .addScaledRows = addScaledRows,
            .halfToFloat = halfToFloat,
            .scaledBytesToFloat = scaledBytesToFloat,
            .quantise = quantise,
            .addNeurons = addNeurons,
            .squaredRelu = squaredRelu,
            .attention = kAttention,
            .absorb = absorb,
            .dots = kDots,
            .rounded = rounded};
}

} // namespace
} // namespace plm::cpu
