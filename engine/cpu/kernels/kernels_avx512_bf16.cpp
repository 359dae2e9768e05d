// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels/kernels_body.h"
#include "cpu/kernels/vectors_avx512.h"
// The vectors come first.
#include "cpu/kernels/kernel_set_body.h"
#include "cpu/kernels/rounded_attention_avx512.h"

namespace plm::cpu {

extern const Kernels kAvx512Bf16Kernels;
constinit const Kernels kAvx512Bf16Kernels = kernelSet("AVX-512-BF16", &kRoundedAttention);

} // namespace plm::cpu
