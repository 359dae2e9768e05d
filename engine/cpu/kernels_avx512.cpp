// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/kernels_body.h"

namespace plm::cpu {

extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels{"AVX-512", accumulate, finish, addScaledRows, halfToFloat};

} // namespace plm::cpu
