// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels/kernels_body.h"
#include "cpu/kernels/vectors_neon.h"
// The vectors come first.
#include "cpu/kernels/kernel_set_body.h"

namespace plm::cpu {

extern const Kernels kNeonI8mmKernels;
constinit const Kernels kNeonI8mmKernels = kernelSet("NEON-i8mm");

} // namespace plm::cpu
