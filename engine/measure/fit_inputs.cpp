// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/fit_inputs.h"

#include <numeric>

namespace plm {

namespace {

void addSourced(std::vector<FitInputValue>& inputs, FitInput what, const std::optional<Sourced>& value) {
    if (value)
        inputs.push_back({what, {}, value->value, value->basis});
}

} // namespace

double sumOf(const std::array<double, kParts>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

bool areKnown(const std::array<double, kParts>& rates) {
    return rates[static_cast<std::size_t>(Part::Up)] > 0;
}

Sourced rowReach(const FitDevice& device) {
    constexpr double kFaultAround = 65536; // as much as Linux maps around a page that is read, if in memory
    return device.rowReach.value_or(Sourced{kFaultAround, Basis::Assumed});
}

std::vector<FitInputValue> FitInputs::ofMemory(const FitMemory& memory, const MemoryNeed& need,
                                               int context) const {
    const auto counted = [](FitInput what, double value) {
        return FitInputValue{what, {}, value, Basis::Counted};
    };
    std::vector<FitInputValue> inputs{
        counted(FitInput::LaidOutWeights, static_cast<double>(memory.laidOutWeights)),
        counted(FitInput::InPlaceWeights, static_cast<double>(memory.inPlaceWeights)),
        counted(FitInput::WeightsByRow, static_cast<double>(need.weightsByRow)),
        counted(FitInput::Context, context),
        counted(FitInput::CachePerToken, m_work.cachePerToken),
        counted(FitInput::Activations, static_cast<double>(memory.activations)),
        counted(FitInput::Vocabulary, static_cast<double>(memory.vocabulary))};
    if (need.weightsByRow > 0)
        addSourced(inputs, FitInput::RowReach, rowReach(m_device));
    addSourced(inputs, FitInput::Program, m_question.program);
    addSourced(inputs, FitInput::Memory, m_device.memory);
    return inputs;
}

/// Bytes that a token reads by part, what of the neurons is active, and what of the device the rates are
/// scaled by.
std::vector<FitInputValue> FitInputs::ofSpeed(int depth, const std::array<double, kParts>& bytes) const {
    std::vector<FitInputValue> inputs{{FitInput::Depth, {}, 1.0 * depth, Basis::Counted},
                                      {FitInput::CachePerToken, {}, m_work.cachePerToken, Basis::Counted}};
    addSourced(inputs, FitInput::ActiveShare, m_question.activeShare);
    for (const Part part : kAllParts)
        inputs.push_back(
            {FitInput::WeightBytes, part, bytes[static_cast<std::size_t>(part)], Basis::Counted});
    addSourced(inputs, FitInput::Bandwidth, m_device.bandwidth);
    addSourced(inputs, FitInput::Compute, m_device.compute);
    addSourced(inputs, FitInput::Threads, m_device.threads);
    if (m_device.bandwidthMeasured)
        inputs.push_back({FitInput::BandwidthMeasured, {}, *m_device.bandwidthMeasured, Basis::Measured});
    if (m_device.computeMeasured)
        inputs.push_back({FitInput::ComputeMeasured, {}, *m_device.computeMeasured, Basis::Measured});
    return inputs;
}

void FitInputs::addRates(std::vector<FitInputValue>& inputs, const std::array<double, kParts>& rates,
                         double cacheRate) const {
    for (const Part part : kAllParts)
        if (const double rate = rates[static_cast<std::size_t>(part)]; rate > 0)
            inputs.push_back({FitInput::WeightRate, part, rate, m_device.ratesBasis});
    if (cacheRate > 0)
        inputs.push_back({FitInput::CacheRate, {}, cacheRate, m_device.ratesBasis});
    inputs.push_back({FitInput::Overhead, {}, m_device.rates->overhead, m_device.ratesBasis});
}

std::vector<FitInputValue> FitInputs::ofWriting(int depth) const {
    std::vector<FitInputValue> inputs = ofSpeed(depth, m_work.token);
    if (m_device.rates)
        addRates(inputs, m_device.rates->writing, m_device.rates->writingCache);
    return inputs;
}

std::vector<FitInputValue> FitInputs::ofReading(int depth) const {
    std::vector<FitInputValue> inputs = ofSpeed(depth, m_work.dense);
    inputs.push_back({FitInput::PromptTokens, {}, 1.0 * m_question.promptTokens, Basis::Counted});
    if (m_device.rates)
        addRates(inputs, m_device.rates->reading, m_device.rates->readingCache);
    return inputs;
}

} // namespace plm
