// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels/kernels_body.h"
#include "cpu/kernels/vectors_avx512.h"
// The vectors come first.
#include "cpu/kernels/kernel_set_body.h"

namespace plm::cpu {

extern const Kernels kAvx512Kernels;
constinit const Kernels kAvx512Kernels = kernelSet("AVX-512");

} // namespace plm::cpu
