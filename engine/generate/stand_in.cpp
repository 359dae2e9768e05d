// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/stand_in.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm {

Result<StandIn> makeStandIn(const Model& model, const SessionOptions& options, const WeightLoading& loading) {
    SessionOptions used = options;
    used.executor = options.standIn;
    auto executor = used.executor->make(model, used, loading);
    if (!executor)
        return tl::unexpected(executor.error());
    auto cache = (*executor)->makeCache(used.contextLength, used.cache);
    if (!cache)
        return tl::unexpected(cache.error());
    return StandIn{std::move(*executor), std::move(*cache)};
}

std::string standInSentence(const Error& reason, const ExecutorPlug& standIn) {
    return fmt::format("{} From here on the {} computes.", reason.message, standIn.words);
}

Status readAgain(Executor& executor, LatentCache& cache, std::span<const TokenId> tokens, int pieceTokens,
                 const std::stop_token& stop, const std::function<void()>& onLayer) {
    const auto piece = static_cast<std::size_t>(pieceTokens);
    for (std::size_t first = 0; first < tokens.size(); first += piece) {
        const Batch batch{.tokens = tokens.subspan(first, std::min(piece, tokens.size() - first)),
                          .logits = {},
                          .stop = stop,
                          .onLayer = [&](int) { onLayer(); }};
        if (Status read = executor.evaluate(batch, cache); !read)
            return read;
    }
    return {};
}

} // namespace plm
