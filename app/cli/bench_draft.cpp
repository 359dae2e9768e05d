// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_draft.h"

#include "bench_report.h"

#include <plm/sample_statistics.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace peripheral::cli {

namespace {

/// Lengths and how often they were, e.g. "0: 31, 15: 6".
std::string lengthsText(std::span<const int> lengths) {
    std::string text;
    for (std::size_t length = 0; length < lengths.size(); ++length)
        if (lengths[length] > 0)
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", length, lengths[length]);
    return text;
}

} // namespace

nlohmann::json draftJson(const plm::BenchRun& run, const plm::DraftResult& result) {
    nlohmann::json values = benchJson(run, result.drafted);
    const std::vector<double> plain = result.plainSpeeds();
    values.update({{"draft", true},
                   {"plain_samples_ts", plain},
                   {"plain_median_ts", plm::median(plain)},
                   {"draft_speedup", result.ratio()},
                   {"drafted", result.statistics.drafted},
                   {"accepted", result.statistics.accepted},
                   {"acceptance", result.acceptance()},
                   {"draft_lengths", result.statistics.draftLengths},
                   {"draft_same_output", result.same},
                   {"bytes_read_per_token", nullptr}}); // several tokens share what is read
    return values;
}

Table draftTable(std::span<const plm::DraftResult> results) {
    Table table({{"test", true},
                 {"depth"},
                 {"tokens/s with drafting, median"},
                 {"±"},
                 {"without"},
                 {"±"},
                 {"ratio"},
                 {"right of guessed"},
                 {"same logits", true},
                 {"guesses: batches", true}});
    const auto number = [](double value) { return fmt::format("{:.2f}", value); };
    for (const plm::DraftResult& result : results) {
        const std::vector<double> with = result.drafted.speeds(), without = result.plainSpeeds();
        table.add({result.drafted.test.name(), std::to_string(result.drafted.test.depth),
                   number(plm::median(with)), number(plm::standardDeviation(with)),
                   number(plm::median(without)), number(plm::standardDeviation(without)),
                   number(result.ratio()),
                   fmt::format("{} of {}", result.statistics.accepted, result.statistics.drafted),
                   result.same ? "yes" : "no", lengthsText(result.statistics.draftLengths)});
    }
    return table;
}

} // namespace peripheral::cli
