// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels_body.h"
#include "cpu/neuron_body.h"

namespace plm::cpu {

extern const Kernels kPortableKernels;
const Kernels kPortableKernels{
    "Portable", accumulate, finish, addScaledRows, halfToFloat, quantise, addNeurons, squaredRelu, {}, {}};

} // namespace plm::cpu
