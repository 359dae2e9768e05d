// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels_body.h"
#include "cpu/vectors_avx512.h"
// The vectors come first.
#include "cpu/attention_body.h"
#include "cpu/key_rows_body.h"
#include "cpu/neuron_body.h"
#include "cpu/rounded_attention_avx512.h"
#include "cpu/tile_dots_body.h"

namespace plm::cpu {

extern const Kernels kAvx512Bf16Kernels;
const Kernels kAvx512Bf16Kernels{
    "AVX-512-BF16", accumulate,  finish,     addScaledRows, halfToFloat, scaledBytesToFloat, quantise,
    addNeurons,     squaredRelu, kAttention, absorb,        kDots,       &kRoundedAttention};

} // namespace plm::cpu
