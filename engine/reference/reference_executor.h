// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <memory>

namespace plm {

/// The yardstick: PLM's forward pass as plain float32 loops, one token after the other, with expanded keys
/// and values and sums in double. Slow on purpose; every other executor is tested against it. `model` must
/// outlive it.
extern const ExecutorPlug kReferenceExecutor;

} // namespace plm
