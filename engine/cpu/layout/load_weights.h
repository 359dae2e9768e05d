// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/kept_weights.h"
#include "cpu/layout/laid_out_weights.h"
#include "model/executor.h"

namespace plm::cpu {

/// The weights of `model` as the plan says: from how.kept where that is of `source` and sound, else laid out
/// from the model's file. Why a kept file is not used is told to how.log. Fails as
/// LaidOutWeights::layOut() does.
Result<LaidOutWeights> loadWeights(const Model& model, const WeightPlan& plan, const WeightSource& source,
                                   const WeightLoading& how, ThreadPool& pool);

} // namespace plm::cpu
