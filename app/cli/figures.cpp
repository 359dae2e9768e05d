// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <string>

namespace peripheral::cli {

std::string sizeText(std::uint64_t bytes) {
    const auto size = static_cast<double>(bytes);
    return size < 1e6 ? fmt::format("{:.1f} kB", size / 1e3) : fmt::format("{:.1f} MB", size / 1e6);
}

std::string durationText(double seconds) {
    constexpr std::array kWords{"a minute",     "two minutes", "three minutes", "four minutes",
                                "five minutes", "six minutes", "seven minutes", "eight minutes",
                                "nine minutes", "ten minutes"};
    constexpr double kTens = 55, kHour = 60;
    if (seconds < kTens)
        return fmt::format("{:.0f} seconds", 10 * std::max(std::ceil(seconds / 10), 1.0));
    const double minutes = std::round(seconds / 60);
    if (minutes <= static_cast<double>(kWords.size()))
        return kWords[static_cast<std::size_t>(std::max(minutes, 1.0)) - 1];
    if (minutes < kHour)
        return fmt::format("{:.0f} minutes", minutes);
    return fmt::format("{:.0f} h {:.0f} minutes", std::floor(minutes / kHour), std::fmod(minutes, kHour));
}

std::string statisticsLine(const plm::Statistics& statistics) {
    const std::string guesses = statistics.drafted > 0 ? fmt::format("; {} of {} guesses right",
                                                                     statistics.accepted, statistics.drafted)
                                                       : std::string();
    return fmt::format("{} tokens read ({} kept) at {:.0f} a second, {} written at {:.1f} a second, the "
                       "first after {:.2f} s; "
                       "{:.0f} % of the neurons left out{}",
                       statistics.promptTokens - statistics.cachedTokens, statistics.cachedTokens,
                       statistics.promptTokensPerSecond(), statistics.answerTokens,
                       statistics.decodeTokensPerSecond(), statistics.firstTokenSeconds,
                       100 * statistics.skippedShare(), guesses);
}

nlohmann::json statisticsJson(const plm::Statistics& statistics, const plm::Session& session) {
    return {
        {"prompt_tokens", statistics.promptTokens},
        {"cached_tokens", statistics.cachedTokens},
        {"answer_tokens", statistics.answerTokens},
        {"prompt_seconds", statistics.promptSeconds},
        {"decode_seconds", statistics.decodeSeconds},
        {"first_token_seconds", statistics.firstTokenSeconds},
        {"prompt_tokens_per_second", statistics.promptTokensPerSecond()},
        {"decode_tokens_per_second", statistics.decodeTokensPerSecond()},
        {"cache_bytes", statistics.cacheBytes},
        {"drafted", statistics.drafted},
        {"accepted", statistics.accepted},
        {"draft_lengths", statistics.draftLengths},
        {"active_by_layer", statistics.activeByLayer},
        {"skipped_share", statistics.skippedShare()},
        {"decoding", countersJson(statistics.decoding)},
        {"memory", memoryJson(session.memory())},
        {"executor", session.executor().name},
        {"threads", session.threads()},
        {"context_length", session.contextLength()},
    };
}

nlohmann::json countersJson(const plm::Counters& counters) {
    nlohmann::json parts = nlohmann::json::object();
    for (const plm::Part part : plm::kAllParts)
        parts[std::string(plm::toString(part))] = {{"seconds", counters.secondsOf(part)},
                                                   {"weight_bytes", counters.weightBytesOf(part)}};
    return {{"tokens", counters.tokens},
            {"active_neurons", counters.activeNeurons},
            {"parts", std::move(parts)},
            {"cache_bytes_read", counters.cacheBytes},
            {"bytes_read_per_token", counters.bytesReadPerToken()}};
}

nlohmann::json memoryJson(const plm::SessionMemory& memory) {
    return {{"mapped_bytes", memory.mapped},
            {"mapped_resident_bytes", memory.mappedResident},
            {"converted_weights_bytes", memory.laidOutWeights},
            {"kept_weights_bytes", memory.keptWeights},
            {"device_weights_bytes", memory.device.weights},
            {"device_cache_bytes", memory.device.cache},
            {"device_layers", memory.device.layers},
            {"cache_reserved_bytes", memory.cacheReserved},
            {"cache_used_bytes", memory.cacheUsed},
            {"cache_expanded_bytes", memory.cacheExpanded}};
}

} // namespace peripheral::cli
