// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_draft.h"

#include <plm/sha256.h>

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {

namespace {

/// Brings the context to the test's depth and writes its tokens.
class Replay {
public:
    Replay(plm::Session& session, std::span<const plm::TokenId> sequence, const BenchTest& test,
           const std::stop_token& stop)
        : m_session(session),
          m_before(sequence.first(static_cast<std::size_t>(test.depth))),
          m_text(sequence.subspan(m_before.size(), static_cast<std::size_t>(test.tokens))),
          m_stop(stop),
          m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {}

    /// `tokens` of the text.
    plm::Result<plm::Statistics> run(bool draft, std::size_t tokens) {
        m_session.rewind(static_cast<int>(m_before.size()));
        const auto known = static_cast<std::size_t>(m_session.position());
        if (const plm::Status read = m_session.evaluate(m_before.subspan(known), {}, m_stop); !read)
            return tl::unexpected(read.error());
        return m_session.replay(m_text.first(tokens), m_logits, draft, m_stop);
    }
    plm::Result<plm::Statistics> run(bool draft) { return run(draft, m_text.size()); }

    /// Of the logits after the text.
    [[nodiscard]] std::string hash() const {
        plm::Sha256 hash;
        hash.add(std::as_bytes(std::span(m_logits)));
        return hash.finish();
    }

private:
    plm::Session& m_session;
    std::span<const plm::TokenId> m_before, m_text;
    std::stop_token m_stop;
    std::vector<float> m_logits;
};

/// One repetition with guesses or without.
plm::Status repeat(Replay& replay, bool draft, DraftResult& result) {
    const auto statistics = replay.run(draft);
    if (!statistics)
        return tl::unexpected(statistics.error());
    if (draft) {
        result.drafted.seconds.push_back(statistics->decodeSeconds);
        result.statistics = *statistics;
    } else {
        result.plain.push_back(statistics->decodeSeconds);
        result.drafted.cost = statistics->decoding; // of the text's own tokens only
    }
    std::string& hash = result.drafted.outputHash;
    result.same = result.same && (hash.empty() || hash == replay.hash());
    hash = replay.hash();
    return {};
}

/// Lengths and how often they were, e.g. "0: 31, 15: 6".
std::string lengthsText(std::span<const int> lengths) {
    std::string text;
    for (std::size_t length = 0; length < lengths.size(); ++length)
        if (lengths[length] > 0)
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", length, lengths[length]);
    return text;
}

} // namespace

double DraftResult::ratio() const {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < plain.size(); ++i)
        ratios.push_back(plain[i] / drafted.seconds[i]);
    return median(ratios);
}

std::vector<double> DraftResult::plainSpeeds() const {
    return BenchResult{drafted.test, plain}.speeds();
}

double DraftResult::acceptance() const {
    return statistics.drafted > 0 ? static_cast<double>(statistics.accepted) / statistics.drafted : 0;
}

plm::Result<DraftResult> measureDraft(plm::Session& session, std::span<const plm::TokenId> sequence,
                                      const BenchTest& test, int repetitions, const std::stop_token& stop) {
    constexpr std::size_t kWarmUp = 4;
    DraftResult result{BenchResult{test}};
    Replay replay(session, sequence, test, stop);
    if (const auto warm = replay.run(false, std::min(kWarmUp, static_cast<std::size_t>(test.tokens))); !warm)
        return tl::unexpected(warm.error());
    for (int i = 0; i < repetitions; ++i)
        for (const bool draft : {i % 2 == 1, i % 2 == 0}) // who is first changes, so that drift evens out
            if (const plm::Status ran = repeat(replay, draft, result); !ran)
                return tl::unexpected(ran.error());
    return result;
}

nlohmann::json draftJson(const BenchRun& run, const DraftResult& result) {
    nlohmann::json values = benchJson(run, result.drafted);
    const std::vector<double> plain = result.plainSpeeds();
    values.update({{"draft", true},
                   {"plain_samples_ts", plain},
                   {"plain_median_ts", median(plain)},
                   {"draft_speedup", result.ratio()},
                   {"drafted", result.statistics.drafted},
                   {"accepted", result.statistics.accepted},
                   {"acceptance", result.acceptance()},
                   {"draft_lengths", result.statistics.draftLengths},
                   {"draft_same_output", result.same},
                   {"bytes_read_per_token", nullptr}}); // several tokens share what is read
    return values;
}

Table draftTable(std::span<const DraftResult> results) {
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
    for (const DraftResult& result : results) {
        const std::vector<double> with = result.drafted.speeds(), without = result.plainSpeeds();
        table.add({result.drafted.test.name(), std::to_string(result.drafted.test.depth),
                   number(median(with)), number(standardDeviation(with)), number(median(without)),
                   number(standardDeviation(without)), number(result.ratio()),
                   fmt::format("{} of {}", result.statistics.accepted, result.statistics.drafted),
                   result.same ? "yes" : "no", lengthsText(result.statistics.draftLengths)});
    }
    return table;
}

} // namespace peripheral::cli
