// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/session_options.h>

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace plm {

/// An executor that goes on where another's device failed, and a cache of its own.
struct StandIn {
    std::unique_ptr<Executor> executor;
    std::unique_ptr<LatentCache> cache;
};
/// That of `options.standIn`, otherwise as the options say. Fails as ExecutorPlug::make() and makeCache() do.
Result<StandIn> makeStandIn(const Model& model, const SessionOptions& options, const WeightLoading& loading);

/// That it goes on, and why.
[[nodiscard]] std::string standInSentence(const Error& reason, const ExecutorPlug& standIn);

/// Reads `tokens` into `cache`, which is empty, in pieces of at most `pieceTokens`; calls `onLayer` after
/// each layer of each. Fails as Executor::evaluate() does, and with Cancelled; whole pieces that were read
/// before stay.
Status readAgain(Executor& executor, LatentCache& cache, std::span<const TokenId> tokens, int pieceTokens,
                 const std::stop_token& stop, const std::function<void()>& onLayer);

} // namespace plm
