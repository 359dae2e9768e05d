// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statistics_text.h"

#include "profile_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

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
        {"memory", memoryJson(session.profile().memory)},
        {"executor", session.executor().name},
        {"threads", session.threads()},
        {"context_length", session.contextLength()},
    };
}

} // namespace peripheral::cli
