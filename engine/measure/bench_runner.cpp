// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"
#include "measure/stopwatch.h"

#include <plm/benchmark.h>
#include <plm/sha256.h>

#include <cstddef>
#include <ctime>
#include <utility>

namespace plm {

namespace {

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[sizeof "2026-01-01T00:00:00Z"];
    return {text, std::strftime(text, sizeof text, "%FT%TZ", &parts)};
}

} // namespace

BenchRunner::BenchRunner(Session& session, std::vector<TokenId> sequence, BenchControl control)
    : m_session(session),
      m_sequence(std::move(sequence)),
      m_control(std::move(control)),
      m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {}

Status BenchRunner::fillTo(int depth) {
    m_session.rewind(depth);
    const auto known = static_cast<std::size_t>(m_session.position());
    return m_session.evaluate(std::span(m_sequence).subspan(known, static_cast<std::size_t>(depth) - known),
                              {}, m_control.stop);
}

Status BenchRunner::runOnce(const BenchTest& test, int tokens) {
    const auto next =
        std::span(m_sequence).subspan(static_cast<std::size_t>(test.depth), static_cast<std::size_t>(tokens));
    if (test.kind == BenchTest::Kind::Prompt)
        return m_session.evaluate(next, m_logits, m_control.stop);
    for (const TokenId& token : next)
        if (auto read = m_session.evaluate({&token, 1}, m_logits, m_control.stop); !read)
            return read;
    return {};
}

Status BenchRunner::warmUp(const BenchTest& test) {
    if (auto filled = fillTo(test.depth); !filled)
        return filled;
    return runOnce(test, warmUpTokens(test));
}

Status BenchRunner::repeat(BenchResult& result) {
    if (auto filled = fillTo(result.test.depth); !filled)
        return filled;
    if (result.startTime.empty())
        result.startTime = utcNow();
    const Counters before = m_session.counters();
    const Stopwatch watch;
    if (auto ran = runOnce(result.test, result.test.tokens); !ran)
        return ran;
    result.seconds.push_back(watch.seconds());
    result.cost = m_session.counters() - before;
    Sha256 hash;
    hash.add(std::as_bytes(std::span(m_logits)));
    result.outputHash = hash.finish();
    return {};
}

Result<BenchResult> BenchRunner::measure(const BenchTest& test, int repetitions) {
    if (const Status fits = checkTest(test, m_sequence.size()); !fits)
        return tl::unexpected(fits.error());
    BenchResult result{test};
    BenchProgress now{BenchProgress::Step::Testing, test, 0, repetitions};
    m_control.tell(now);
    if (const Status warm = warmUp(test); !warm)
        return tl::unexpected(warm.error());
    while (now.repetition++ < repetitions) {
        m_control.tell(now);
        if (const Status ran = repeat(result); !ran)
            return tl::unexpected(ran.error());
    }
    m_control.tell({BenchProgress::Step::Ended});
    return result;
}

} // namespace plm
