// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <memory>

namespace plm {

/// The CPU executor: quantised weights used where the file maps them, float32 activations, a thread pool,
/// absorbed attention for few tokens and expansion for many. `threads` 0 is one a physical core. Its results
/// depend neither on the number of threads nor on `sparse`. `model` must outlive it.
std::unique_ptr<Executor> makeCpuExecutor(const Model& model, int threads, bool sparse);

} // namespace plm
