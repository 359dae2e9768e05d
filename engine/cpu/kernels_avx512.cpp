// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels_body.h"
#include "cpu/neuron_body.h"
#include "cpu/vectors_avx512.h"
// The vectors come first.
#include "cpu/block_dots_body.h"
#include "cpu/tile_block_lanes.h"
// The tile's block comes before the tile.
#include "cpu/weight_tile_body.h"

namespace plm::cpu {

extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels{"AVX-512", accumulate, finish,      addScaledRows, halfToFloat,
                             quantise,  addNeurons, squaredRelu, kDots,         kTiles};

} // namespace plm::cpu
