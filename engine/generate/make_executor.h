// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/session_options.h>

#include <memory>

namespace plm {

/// The executor that `options` ask for; Auto is the CPU's. `model` must outlive it. Fails as checkExecutor()
/// does, and where a weight is not a number, the memory does not suffice, or loading.stop ends it.
Result<std::unique_ptr<Executor>> makeExecutor(const Model& model, const SessionOptions& options,
                                               const WeightLoading& loading = {});

/// So many tokens evaluated together, or fewer, get the very logits that they get one by one; 1 where the
/// executor promises it for no more, or gains nothing by it.
int alikeTogether(const Model& model, ExecutorKind kind);

} // namespace plm
