// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/stacked_bar.h"
#include "compare/comparison_charts.h"

#include <algorithm>

namespace peripheral {

namespace {

struct MemoryText {
    Q_DECLARE_TR_FUNCTIONS(ComparisonCharts)
};

/// What is left of `whole`; the readings are not of one moment, so that a part may be a little more than it.
double rest(std::uint64_t whole, std::uint64_t part) {
    return whole > part ? double(whole - part) : 0.0;
}

StackedWhole wholeOf(const ComparedProfile& one) {
    StackedWhole whole{.label = one.name};
    if (!one.profile->memory)
        return whole;
    const plm::ProfiledMemory& memory = *one.profile->memory;
    const std::uint64_t copied = memory.laidOutWeights - std::min(memory.keptWeights, memory.laidOutWeights);
    whole.parts = {
        {.name = MemoryText::tr("Weights in the model’s file"), .fileBacked = double(memory.weightsInFile)},
        {.name = MemoryText::tr("Weights laid out"),
         .own = double(copied),
         .fileBacked = double(memory.keptWeights)},
        {.name = MemoryText::tr("All else: cache, activations, program"),
         .own = rest(memory.anonymous, copied),
         .fileBacked = rest(memory.fileBacked, memory.weightsInFile + memory.keptWeights)}};
    return whole;
}

} // namespace

Chart memoryChart(std::span<const ComparedProfile> profiles) {
    const bool any = std::any_of(profiles.begin(), profiles.end(),
                                 [](const ComparedProfile& one) { return one.profile->memory.has_value(); });
    if (!any)
        return {};
    std::vector<StackedWhole> wholes;
    for (const ComparedProfile& one : profiles)
        wholes.push_back(wholeOf(one));
    return {
        MemoryText::tr("Memory in use"),
        std::make_shared<StackedBar>(Axis{MemoryText::tr("Bytes"), NumberForm::Bytes}, std::move(wholes))};
}

} // namespace peripheral
