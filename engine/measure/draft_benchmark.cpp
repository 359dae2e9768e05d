// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"

#include <plm/benchmark.h>
#include <plm/draft_benchmark.h>
#include <plm/sample_statistics.h>
#include <plm/sha256.h>

#include <algorithm>
#include <cstddef>
#include <stop_token>
#include <string>
#include <utility>

namespace plm {

namespace {

/// Brings the context to the test's depth and writes its tokens.
class Replay {
public:
    Replay(Session& session, std::span<const TokenId> sequence, const BenchTest& test, std::stop_token stop)
        : m_session(session),
          m_before(sequence.first(static_cast<std::size_t>(test.depth))),
          m_text(sequence.subspan(m_before.size(), static_cast<std::size_t>(test.tokens))),
          m_stop(std::move(stop)),
          m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {}

    /// `tokens` of the text.
    Result<Statistics> run(bool draft, std::size_t tokens) {
        m_session.rewind(static_cast<int>(m_before.size()));
        const auto known = static_cast<std::size_t>(m_session.position());
        if (const Status read = m_session.evaluate(m_before.subspan(known), {}, m_stop); !read)
            return tl::unexpected(read.error());
        return m_session.replay(m_text.first(tokens), m_logits, draft, m_stop);
    }
    Result<Statistics> run(bool draft) { return run(draft, m_text.size()); }

    /// Of the logits after the text.
    [[nodiscard]] std::string hash() const {
        Sha256 hash;
        hash.add(std::as_bytes(std::span(m_logits)));
        return hash.finish();
    }

private:
    Session& m_session;
    std::span<const TokenId> m_before, m_text;
    std::stop_token m_stop;
    std::vector<float> m_logits;
};

/// One repetition with guesses or without.
Status repeat(Replay& replay, bool draft, DraftResult& result) {
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

/// Both, so many times.
Status repeatInTurn(Replay& replay, int repetitions, const BenchControl& control, DraftResult& result) {
    for (int i = 0; i < repetitions; ++i) {
        control.tell({BenchProgress::Step::Drafting, result.drafted.test, i + 1, repetitions});
        for (const bool draft : {i % 2 == 1, i % 2 == 0}) // who is first changes, so that drift evens out
            if (const Status ran = repeat(replay, draft, result); !ran)
                return ran;
    }
    return {};
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

Result<DraftResult> measureDraft(Session& session, std::span<const TokenId> sequence, const BenchTest& test,
                                 int repetitions, const BenchControl& control) {
    constexpr std::size_t kWarmUp = 4;
    if (const Status fits = checkTest(test, sequence.size()); !fits)
        return tl::unexpected(fits.error());
    DraftResult result{BenchResult{test}};
    Replay replay(session, sequence, test, control.stop);
    control.tell({BenchProgress::Step::Drafting, test, 0, repetitions});
    if (const auto warm = replay.run(false, std::min(kWarmUp, static_cast<std::size_t>(test.tokens))); !warm)
        return tl::unexpected(warm.error());
    if (const Status done = repeatInTurn(replay, repetitions, control, result); !done)
        return tl::unexpected(done.error());
    control.tell({BenchProgress::Step::Ended});
    return result;
}

} // namespace plm
