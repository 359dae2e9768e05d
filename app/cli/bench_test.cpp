// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_test.h"

#include <plm/sha256.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fmt/format.h>
#include <numeric>

namespace peripheral::cli {

namespace {

std::string utcNow() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    char text[sizeof "2026-01-01T00:00:00Z"];
    return {text, std::strftime(text, sizeof text, "%FT%TZ", &parts)};
}

} // namespace

std::string BenchTest::name() const {
    return fmt::format("{}{}", kind == Kind::Prompt ? "pp" : "tg", tokens);
}

std::vector<BenchTest> planBench(const std::vector<int>& prompts, const std::vector<int>& generations,
                                 const std::vector<int>& depths) {
    std::vector<BenchTest> tests;
    for (const int depth : depths) {
        for (const int tokens : prompts)
            tests.push_back({BenchTest::Kind::Prompt, tokens, depth});
        for (const int tokens : generations)
            tests.push_back({BenchTest::Kind::Generation, tokens, depth});
    }
    std::erase_if(tests, [](const BenchTest& test) { return test.tokens == 0; });
    std::stable_sort(tests.begin(), tests.end(),
                     [](const BenchTest& a, const BenchTest& b) { return a.depth < b.depth; });
    return tests;
}

std::vector<double> BenchResult::speeds() const {
    std::vector<double> speeds;
    for (const double time : seconds)
        speeds.push_back(test.tokens / time);
    return speeds;
}

std::optional<double> BenchResult::peerRatio() const {
    return peer ? std::optional(median(speeds()) / median(peer->speeds)) : std::nullopt;
}

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

double standardDeviation(std::span<const double> values) {
    if (values.size() < 2)
        return 0;
    const double centre = mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

BenchRunner::BenchRunner(plm::Session& session, std::vector<plm::TokenId> sequence, std::stop_token stop)
    : m_session(session),
      m_sequence(std::move(sequence)),
      m_stop(std::move(stop)),
      m_logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary)) {}

int warmUpTokens(const BenchTest& test) {
    constexpr int kGenerated = 4; // generating does the same thing at every token
    return test.kind == BenchTest::Kind::Prompt ? test.tokens : std::min(test.tokens, kGenerated);
}

plm::Status BenchRunner::fillTo(int depth) {
    m_session.rewind(depth);
    const auto known = static_cast<std::size_t>(m_session.position());
    return m_session.evaluate(std::span(m_sequence).subspan(known, static_cast<std::size_t>(depth) - known),
                              {}, m_stop);
}

plm::Status BenchRunner::runOnce(const BenchTest& test, int tokens) {
    const auto next =
        std::span(m_sequence).subspan(static_cast<std::size_t>(test.depth), static_cast<std::size_t>(tokens));
    if (test.kind == BenchTest::Kind::Prompt)
        return m_session.evaluate(next, m_logits, m_stop);
    for (const plm::TokenId& token : next)
        if (auto read = m_session.evaluate({&token, 1}, m_logits, m_stop); !read)
            return read;
    return {};
}

plm::Status BenchRunner::warmUp(const BenchTest& test) {
    if (auto filled = fillTo(test.depth); !filled)
        return filled;
    return runOnce(test, warmUpTokens(test));
}

plm::Status BenchRunner::repeat(BenchResult& result) {
    if (auto filled = fillTo(result.test.depth); !filled)
        return filled;
    if (result.startTime.empty())
        result.startTime = utcNow();
    const plm::Counters before = m_session.counters();
    const auto start = std::chrono::steady_clock::now();
    if (auto ran = runOnce(result.test, result.test.tokens); !ran)
        return ran;
    result.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    result.cost = m_session.counters() - before;
    plm::Sha256 hash;
    hash.add(std::as_bytes(std::span(m_logits)));
    result.outputHash = hash.finish();
    return {};
}

} // namespace peripheral::cli
