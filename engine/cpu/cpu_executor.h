// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forward/backend.h"
#include "model/executor.h"
#include "model/model_part.h"

#include <plm/threads.h>

#include <memory>

namespace plm {

/// The CPU executor: weights of the file in the order of its kernels, 8-bit activations for integer products
/// and float32 ones elsewhere, a thread pool, absorbed attention for few tokens and expansion for many.
/// `threads` 0 is one a physical core, of which `limit`, where it is not null, may let fewer work. Its
/// results depend neither on the number of threads nor on `sparse`. `model` must outlive it. Fails with
/// BadFile where a weight is not a number, with OutOfMemory where there is too little, with Cancelled where
/// loading.stop ends it.
Result<std::unique_ptr<Executor>> makeCpuExecutor(const Model& model, int threads, bool sparse,
                                                  const WeightLoading& loading = {},
                                                  std::shared_ptr<const ThreadLimit> limit = {});

/// Its operations on some layers, for an executor that leaves the others to a device. Otherwise likewise.
Result<std::unique_ptr<GivesResidual>> makeCpuBackend(const ModelPart& part, int threads, bool sparse,
                                                      const WeightLoading& loading,
                                                      std::shared_ptr<const ThreadLimit> limit = {});

/// It has kernels for every processor.
extern const ExecutorPlug kCpuExecutor;

} // namespace plm
