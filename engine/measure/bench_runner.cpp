// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/check_test.h"
#include "measure/stopwatch.h"
#include "measure/undisturbed.h"

#include <plm/benchmark.h>
#include <plm/sha256.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace plm {

namespace {

/// The token that `logits` find likeliest, the first of several, as it is hashed.
std::array<std::byte, 4> likeliest(std::span<const float> logits) {
    const auto token =
        static_cast<std::uint32_t>(std::max_element(logits.begin(), logits.end()) - logits.begin());
    std::array<std::byte, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(token >> 8 * i);
    return bytes;
}

} // namespace

/// A test, once: what the evaluations took, and what came of them.
struct BenchRunner::Pass {
    double seconds = 0;
    Sha256 tokens{}; ///< the likeliest after each evaluation
};

BenchRunner::BenchRunner(Session& session, std::vector<TokenId> sequence, BenchControl control)
    : m_session(session),
      m_sequence(std::move(sequence)),
      m_control(std::move(control)),
      m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {}

Status BenchRunner::fillTo(int depth, const std::stop_token& stop) {
    m_session.rewind(depth);
    const auto known = static_cast<std::size_t>(m_session.position());
    return m_session.evaluate(std::span(m_sequence).subspan(known, static_cast<std::size_t>(depth) - known),
                              {}, stop);
}

Result<BenchRunner::Pass> BenchRunner::runOnce(const BenchTest& test, int tokens,
                                               const std::stop_token& stop) {
    auto left =
        std::span(m_sequence).subspan(static_cast<std::size_t>(test.depth), static_cast<std::size_t>(tokens));
    Pass pass;
    while (!left.empty()) {
        const std::size_t count = test.kind == BenchTest::Kind::Prompt ? left.size() : 1;
        const Stopwatch watch;
        if (const Status read = m_session.evaluate(left.first(count), m_logits, stop); !read)
            return tl::unexpected(read.error());
        pass.seconds += watch.seconds();
        pass.tokens.add(likeliest(m_logits));
        left = left.subspan(count);
    }
    return pass;
}

Status BenchRunner::warmUp(const BenchTest& test, const std::stop_token& stop) {
    if (auto filled = fillTo(test.depth, stop); !filled)
        return filled;
    return runOnce(test, warmUpTokens(test), stop).map([](const Pass& /*unmeasured*/) {});
}

Status BenchRunner::repeat(BenchResult& result, const std::stop_token& stop) {
    if (auto filled = fillTo(result.test.depth, stop); !filled)
        return filled;
    if (result.startTime.empty())
        result.startTime = utcNow();
    const Counters before = m_session.counters();
    auto pass = runOnce(result.test, result.test.tokens, stop);
    if (!pass)
        return tl::unexpected(pass.error());
    result.seconds.push_back(pass->seconds);
    result.cost = m_session.counters() - before;
    result.tokensHash = pass->tokens.finish();
    Sha256 hash;
    hash.add(std::as_bytes(std::span(m_logits)));
    result.outputHash = hash.finish();
    return {};
}

Result<BenchResult> BenchRunner::measure(const BenchTest& test, int repetitions) {
    if (const Status fits = checkTest(test, m_sequence.size()); !fits)
        return tl::unexpected(fits.error());
    BenchResult result{test};
    for (int repetition = 0; repetition <= repetitions; ++repetition) {
        m_control.tell({BenchProgress::Step::Testing, test, repetition, repetitions});
        const bool warms = repetition == 0;
        const Status ran = undisturbed(m_control, [&](const BenchControl& control, bool disturbed) -> Status {
            if (warms || disturbed)
                if (const Status warm = warmUp(test, control.stop); !warm)
                    return warm;
            return warms ? Status() : repeat(result, control.stop);
        });
        if (!ran)
            return tl::unexpected(ran.error());
    }
    m_control.tell({BenchProgress::Step::Ended});
    return result;
}

} // namespace plm
