// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit_report.h"

#include "figures.h"
#include "table.h"

#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;
using plm::Basis;
using plm::FitInput;

std::string_view basisName(Basis basis) {
    switch (basis) {
    case Basis::Measured:
        return "measured";
    case Basis::Counted:
        return "counted";
    case Basis::Estimated:
        return "estimated";
    case Basis::Assumed:
        return "assumed";
    case Basis::Simulated:
        return "simulated";
    }
    return {};
}

std::string_view limitName(std::optional<plm::FitLimit> limit) {
    if (!limit)
        return "not known";
    switch (*limit) {
    case plm::FitLimit::Memory:
        return "memory";
    case plm::FitLimit::Bandwidth:
        return "bandwidth";
    case plm::FitLimit::Compute:
        return "computing";
    }
    return {};
}

enum class Unit { Bytes, BytesPerSecond, OperationsPerSecond, Seconds, Share, Count };

/// How an input is called: by people, in JSON, and in what it is counted.
struct InputName {
    std::string_view words, key;
    Unit unit;
};

InputName nameOf(FitInput what) {
    switch (what) {
    case FitInput::Memory:
        return {"memory for programs", "memory_bytes", Unit::Bytes};
    case FitInput::Bandwidth:
        return {"read bandwidth", "bandwidth_bytes_per_second", Unit::BytesPerSecond};
    case FitInput::Compute:
        return {"computing", "compute_operations_per_second", Unit::OperationsPerSecond};
    case FitInput::Threads:
        return {"cores that compute", "threads", Unit::Count};
    case FitInput::Context:
        return {"tokens of context", "context", Unit::Count};
    case FitInput::Depth:
        return {"tokens in the cache", "depth", Unit::Count};
    case FitInput::PromptTokens:
        return {"tokens that are read", "prompt_tokens", Unit::Count};
    case FitInput::ActiveShare:
        return {"neurons that are active", "active_share", Unit::Share};
    case FitInput::LaidOutWeights:
        return {"weights laid out", "laid_out_weights_bytes", Unit::Bytes};
    case FitInput::InPlaceWeights:
        return {"weights used in the file", "in_place_weights_bytes", Unit::Bytes};
    case FitInput::WeightsByRow:
        return {"embedding in the file", "weights_by_row_bytes", Unit::Bytes};
    case FitInput::RowReach:
        return {"memory that a row of it brings", "row_reach_bytes", Unit::Bytes};
    case FitInput::CachePerToken:
        return {"latent cache a token", "cache_bytes_per_token", Unit::Bytes};
    case FitInput::Activations:
        return {"activations", "activations_bytes", Unit::Bytes};
    case FitInput::Vocabulary:
        return {"vocabulary", "vocabulary_bytes", Unit::Bytes};
    case FitInput::Program:
        return {"program", "program_bytes", Unit::Bytes};
    case FitInput::WeightBytes:
        return {"weights that a token reads", "weight_bytes", Unit::Bytes};
    case FitInput::WeightRate:
        return {"rate of weights", "weight_bytes_per_second", Unit::BytesPerSecond};
    case FitInput::CacheRate:
        return {"rate of the cache", "cache_bytes_per_second", Unit::BytesPerSecond};
    case FitInput::Overhead:
        return {"overhead a token", "overhead_seconds", Unit::Seconds};
    case FitInput::BandwidthMeasured:
        return {"read bandwidth of this machine", "measured_bandwidth_bytes_per_second",
                Unit::BytesPerSecond};
    case FitInput::ComputeMeasured:
        return {"computing of this machine", "measured_compute_operations_per_second",
                Unit::OperationsPerSecond};
    }
    return {};
}

std::string valueText(double value, Unit unit) {
    switch (unit) {
    case Unit::Bytes:
        return sizeText(static_cast<std::uint64_t>(value));
    case Unit::BytesPerSecond:
        return fmt::format("{:.1f} GB/s", value / 1e9);
    case Unit::OperationsPerSecond:
        return fmt::format("{:.1f} G/s", value / 1e9);
    case Unit::Seconds:
        return fmt::format("{:.3f} ms", 1e3 * value);
    case Unit::Share:
        return fmt::format("{:.1f} %", 100 * value);
    case Unit::Count:
        break;
    }
    return fmt::format("{:.0f}", value);
}

std::string memoryText(const plm::Fit& fit, const plm::FitDevice& device) {
    Table table({{"memory", true}, {"MB"}});
    const auto add = [&table](std::string_view name, std::uint64_t bytes) {
        table.add({std::string(name), fmt::format("{:.1f}", static_cast<double>(bytes) / 1e6)});
    };
    add("weights laid out", fit.memory.laidOutWeights);
    add("weights used in the file", fit.memory.inPlaceWeights);
    add("embedding, around the rows read", fit.memory.embedding);
    add(fmt::format("latent cache of {} tokens", fit.context), fit.memory.cache);
    add("activations", fit.memory.activations);
    add("vocabulary", fit.memory.vocabulary);
    add("program", fit.memory.program);
    add("all", fit.memory.total());
    std::string text = table.text();
    if (!device.memory)
        return text + "How much memory there is for programs is not known.\n";
    text +=
        fmt::format("{} of {}; ", *fit.fits ? "It fits into the memory" : "It does not fit into the memory",
                    sizeText(static_cast<std::uint64_t>(device.memory->value)));
    const double longest = fit.longestContext.value.value_or(0);
    return text + (longest > 0 ? fmt::format("the longest context that does has {:.0f} tokens.\n", longest)
                               : "no context does.\n");
}

std::string speedText(const plm::Estimate& speed) {
    return speed.value ? fmt::format("{:.1f}", *speed.value) : kNotMeasured;
}

std::string basisText(const plm::Estimate& speed) {
    if (!speed.value)
        return {};
    return std::string(speed.isSimulated() ? basisName(Basis::Simulated) : basisName(speed.basis));
}

std::string speedsText(const plm::Fit& fit) {
    Table table({{"depth"},
                 {"writing, tokens/s"},
                 {"", true},
                 {"limited by", true},
                 {"reading, tokens/s"},
                 {"", true},
                 {"limited by", true},
                 {"read a token"}});
    for (const plm::FitSpeed& speed : fit.speeds)
        table.add({std::to_string(speed.depth), speedText(speed.writing), basisText(speed.writing),
                   std::string(limitName(speed.writingLimit)), speedText(speed.reading),
                   basisText(speed.reading), std::string(limitName(speed.readingLimit)),
                   sizeText(static_cast<std::uint64_t>(speed.bytesPerToken))});
    return table.text();
}

void addInputs(Table& table, std::string_view estimate, const plm::Estimate& from) {
    for (const plm::FitInputValue& input : from.inputs) {
        if (input.what == FitInput::Depth) // which stands with each speed
            continue;
        const InputName name = nameOf(input.what);
        const std::string part = input.part ? fmt::format(", {}", plm::toString(*input.part)) : std::string();
        table.add({std::string(estimate), fmt::format("{}{}", name.words, part),
                   valueText(input.value, name.unit), std::string(basisName(input.basis))});
    }
}

json estimateJson(const plm::Estimate& estimate) {
    json inputs = json::array();
    for (const plm::FitInputValue& input : estimate.inputs)
        inputs.push_back({{"what", nameOf(input.what).key},
                          {"part", input.part ? json(plm::toString(*input.part)) : json()},
                          {"value", input.value},
                          {"basis", basisName(input.basis)}});
    return {{"value", orNull(estimate.value)},
            {"basis", basisName(estimate.basis)},
            {"simulated", estimate.isSimulated()},
            {"inputs", std::move(inputs)}};
}

json limitJson(std::optional<plm::FitLimit> limit) {
    return limit ? json(limitName(limit)) : json();
}

} // namespace

std::string fitText(const plm::Fit& fit, const plm::FitDevice& device) {
    Table inputs({{"estimate", true}, {"rests on", true}, {"value"}, {"", true}});
    addInputs(inputs, "memory", fit.totalMemory);
    if (!fit.speeds.empty()) { // the others rest on the same
        addInputs(inputs, "writing", fit.speeds.front().writing);
        addInputs(inputs, "reading", fit.speeds.front().reading);
    }
    return fmt::format("{}{}\n{}\n{}", fit.totalMemory.isSimulated() ? "A simulated device\n\n" : "",
                       memoryText(fit, device), speedsText(fit), inputs.text());
}

json fitJson(const plm::Fit& fit, const plm::FitQuestion& question, const plm::FitDevice& device) {
    json speeds = json::array();
    for (const plm::FitSpeed& speed : fit.speeds)
        speeds.push_back({{"depth", speed.depth},
                          {"writing_tokens_per_second", estimateJson(speed.writing)},
                          {"writing_limit", limitJson(speed.writingLimit)},
                          {"reading_tokens_per_second", estimateJson(speed.reading)},
                          {"reading_limit", limitJson(speed.readingLimit)},
                          {"bytes_per_token", speed.bytesPerToken}});
    return {{"context", fit.context},
            {"prompt_tokens", question.promptTokens},
            {"kv_type", plm::toString(question.session.cache)},
            {"executor", question.session.executor->name},
            {"memory_bytes", device.memory ? json(device.memory->value) : json()},
            {"needed_bytes", estimateJson(fit.totalMemory)},
            {"fits", orNull(fit.fits)},
            {"longest_context", estimateJson(fit.longestContext)},
            {"limit", limitJson(fit.limit)},
            {"speeds", std::move(speeds)}};
}

} // namespace peripheral::cli
