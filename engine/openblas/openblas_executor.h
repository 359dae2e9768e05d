// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/model.h>

#include <memory>

namespace plm {

/// Whether this build has the executor and this machine has the library; fails with Unsupported and a
/// sentence that says which of them is missing. Any thread.
Status checkOpenBlas();

/// The dense float32 path: panels of weights are dequantised and multiplied by OpenBLAS, prompts and single
/// tokens alike. It skips no zeros and rounds no activation, which makes it the yardstick for prompts.
/// `threads` (0: one a physical core) threads share the panels out, each with an OpenBLAS that has one
/// thread, so two pools never work at the same time; where the library was built without threads, or with
/// those of OpenMP, there is one thread. Panels are cut alike for any number of threads; that sums have one
/// order is up to OpenBLAS, which promises nothing, so results agree to rounding only. `model` must outlive
/// the executor. Fails as checkOpenBlas() does.
Result<std::unique_ptr<Executor>> makeOpenBlasExecutor(const Model& model, int threads);

extern const ExecutorPlug kOpenBlasExecutor;

} // namespace plm
