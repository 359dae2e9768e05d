// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels/kernels_body.h"
#include "cpu/kernels/vectors_avx2.h"
// The vectors come first.
#include "cpu/kernels/attention_body.h"
#include "cpu/kernels/key_rows_body.h"
#include "cpu/kernels/neuron_body.h"
#include "cpu/kernels/tile_dots_body.h"

namespace plm::cpu {

extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels{"AVX2",   accumulate, finish,      addScaledRows, halfToFloat, scaledBytesToFloat,
                           quantise, addNeurons, squaredRelu, kAttention,    absorb,      kDots};

} // namespace plm::cpu
