// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compared_things.h"

#include "figures.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>

namespace peripheral::cli {

namespace {

using plm::Compared;

std::string speedText(double value) {
    return fmt::format("{:.2f} tokens/s", value);
}
std::string secondsText(double value) {
    return fmt::format("{:.3f} s", value);
}
std::string bytesText(double value) {
    return sizeText(static_cast<std::uint64_t>(value));
}
std::string bandwidthText(double value) {
    return fmt::format("{:.1f} GB/s", value / 1e9);
}
std::string operationsText(double value) {
    return fmt::format("{:.1f} Gop/s", value / 1e9);
}
std::string shareText(double value) {
    return fmt::format("{:.1f} %", 100 * value);
}
std::string wattsText(double value) {
    return fmt::format("{:.1f} W", value);
}
std::string joulesText(double value) {
    return fmt::format("{:.3f} J", value);
}
std::string plainText(double value) {
    return fmt::format("{:.3f}", value);
}

constexpr std::array kThings{
    ComparedThing{Compared::PromptSpeed, "prompt_speed", "", "tokens_s", speedText},
    ComparedThing{Compared::DecodeSpeed, "decode_speed", "", "tokens_s", speedText},
    ComparedThing{Compared::SustainedBegin, "sustained_begin", "without a pause, first", "tokens_s",
                  speedText},
    ComparedThing{Compared::SustainedEnd, "sustained_end", "without a pause, last", "tokens_s", speedText},
    ComparedThing{Compared::ColdLoad, "cold_load", "cold start, loaded", "s", secondsText},
    ComparedThing{Compared::ColdFirstToken, "cold_first_token", "cold start, first token", "s", secondsText},
    ComparedThing{Compared::WarmLoad, "warm_load", "warm start, loaded", "s", secondsText},
    ComparedThing{Compared::WarmFirstToken, "warm_first_token", "warm start, first token", "s", secondsText},
    ComparedThing{Compared::KeptLoad, "kept_load", "kept weights, loaded", "s", secondsText},
    ComparedThing{Compared::KeptFirstToken, "kept_first_token", "kept weights, first token", "s",
                  secondsText},
    ComparedThing{Compared::PeakMemory, "peak_memory", "memory at most", "bytes", bytesText},
    ComparedThing{Compared::CacheBytesPerToken, "cache_bytes_per_token", "cache a token", "bytes", bytesText},
    ComparedThing{Compared::ReadBandwidth, "read_bandwidth", "read bandwidth", "bytes_s", bandwidthText},
    ComparedThing{Compared::Compute, "compute", "8-bit operations", "operations_s", operationsText},
    ComparedThing{Compared::ActiveShare, "active_share", "active neurons", "share", shareText},
    ComparedThing{Compared::Watts, "power", "power", "w", wattsText},
    ComparedThing{Compared::JoulesPerToken, "energy_per_token", "energy a token", "j", joulesText},
    ComparedThing{Compared::Perplexity, "perplexity", "perplexity", "", plainText}};

} // namespace

const ComparedThing& thingOf(Compared what) {
    return *std::find_if(kThings.begin(), kThings.end(),
                         [what](const ComparedThing& thing) { return thing.what == what; });
}

std::string labelOf(const plm::ComparisonRow& row) {
    const std::string_view label = thingOf(row.what).label;
    if (row.test.tokens == 0)
        return std::string(label);
    const std::string depth = row.test.depth > 0 ? fmt::format(" at {}", row.test.depth) : "";
    return fmt::format("{}{}{}{}", label, label.empty() ? "" : ", ", row.test.name(), depth);
}

std::string_view keyOf(plm::WorkPart part) {
    switch (part) {
    case plm::WorkPart::ModelFile:
        return "model_file";
    case plm::WorkPart::Output:
        return "output";
    case plm::WorkPart::Tests:
        return "tests";
    case plm::WorkPart::Executor:
        return "executor";
    case plm::WorkPart::Threads:
        return "threads";
    case plm::WorkPart::CacheType:
        return "cache_type";
    case plm::WorkPart::Sparse:
        return "sparse";
    case plm::WorkPart::Program:
        return "program";
    }
    return {};
}

std::string_view wordsOf(plm::WorkPart part) {
    switch (part) {
    case plm::WorkPart::ModelFile:
        return "the model's file";
    case plm::WorkPart::Output:
        return "the output";
    case plm::WorkPart::Tests:
        return "the tests";
    case plm::WorkPart::Executor:
        return "the executor";
    case plm::WorkPart::Threads:
        return "the threads";
    case plm::WorkPart::CacheType:
        return "the cache's type";
    case plm::WorkPart::Sparse:
        return "whether zero neurons are skipped";
    case plm::WorkPart::Program:
        return "the program";
    }
    return {};
}

} // namespace peripheral::cli
