// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

namespace plm {

/// Whether attention of `tokens` new tokens is cheaper with expanded keys and values, by multiply-adds a head
/// and cached token: T·(2r+p) absorbed, (n+v)·r + T·(n+p+v) expanded.
[[nodiscard]] bool expansionPays(const HyperParameters& hyper, int tokens);

} // namespace plm
