// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/profile_values.h"

#include <utility>

namespace plm {

namespace {

/// Nothing where no tokens were counted.
std::optional<ProfiledCost> costPerToken(const Counters& counters) {
    if (counters.tokens == 0)
        return std::nullopt;
    const auto tokens = static_cast<double>(counters.tokens);
    ProfiledCost cost;
    for (std::size_t part = 0; part < kParts; ++part) {
        cost.seconds[part] = counters.seconds[part] / tokens;
        cost.weightBytes[part] = static_cast<double>(counters.weightBytes[part]) / tokens;
    }
    cost.cacheBytes = static_cast<double>(counters.cacheBytes) / tokens;
    return cost;
}

} // namespace

ProfiledModel profiledModel(const BenchRun& run) {
    ProfiledModel model;
    model.name = run.info.name;
    model.type = run.info.type;
    for (const TensorEntry& tensor : run.file.tensors)
        model.tensorBytes += tensor.bytes;
    model.parameters = run.info.parameters;
    model.synthetic = run.info.synthetic;
    model.layers = run.info.hyper.layers;
    model.feedForward = run.info.hyper.feedForward;
    model.cacheBytesPerToken = run.cacheBytesPerToken;
    model.expandedBytesPerToken = run.info.hyper.expandedBytesPerToken();
    return model;
}

ProfiledSettings profiledSettings(const BenchRun& run) {
    return {std::string(run.options.executor->name), run.threads, std::string(toString(run.options.cache)),
            run.sparse};
}

ProfiledStart profiledStart(const BenchStart& start) {
    return {start.load, start.firstToken};
}

ProfiledMemory profiledMemory(const MemoryUse& process, const SessionMemory& session) {
    return {process.peakResident,   process.fileBacked,  process.anonymous,    session.mappedResident,
            session.laidOutWeights, session.keptWeights, session.cacheReserved};
}

ProfiledTest profiledTest(BenchResult result, int feedForward) {
    return {.test = result.test,
            .seconds = std::move(result.seconds),
            .cost = costPerToken(result.cost),
            .activeByLayer = result.cost.activeShares(feedForward),
            .outputHash = std::move(result.tokensHash)};
}

} // namespace plm
