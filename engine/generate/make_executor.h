// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/session_options.h>

#include <memory>

namespace plm {

/// The executor that `options` ask for; Auto is the CPU's. `model` must outlive it. Fails as checkExecutor()
/// does, and where a weight is not a number or the memory does not suffice.
Result<std::unique_ptr<Executor>> makeExecutor(const Model& model, const SessionOptions& options);

} // namespace plm
