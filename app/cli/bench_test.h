// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "peer_output.h"

#include <plm/session.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peripheral::cli {

/// One thing to measure: reading a prompt, or writing tokens one by one, after `depth` tokens of context.
struct BenchTest {
    enum class Kind { Prompt, Generation };
    Kind kind;
    int tokens;
    int depth;

    /// As llama-bench calls it, e.g. "pp512".
    [[nodiscard]] std::string name() const;
};

/// Every prompt and every generation at every depth; those of no tokens are left out.
std::vector<BenchTest> planBench(const std::vector<int>& prompts, const std::vector<int>& generations,
                                 const std::vector<int>& depths);

/// What was measured of a test.
struct BenchResult {
    BenchTest test;
    std::vector<double> seconds{};  ///< of each repetition
    plm::Counters cost{};           ///< of the last repetition
    std::string outputHash{};       ///< of the last token's logits
    std::string startTime{};        ///< of the first repetition, as ISO 8601 has it, in UTC
    std::optional<PeerTest> peer{}; ///< the same test by another program

    [[nodiscard]] std::vector<double> speeds() const; ///< tokens a second, by repetition
    /// How many times faster than the peer it is, by the medians; nothing without one.
    [[nodiscard]] std::optional<double> peerRatio() const;
};

[[nodiscard]] double mean(std::span<const double> values);
[[nodiscard]] double median(std::vector<double> values);
/// Of a sample; 0 where there is one value only.
[[nodiscard]] double standardDeviation(std::span<const double> values);

/// Tokens that are read, unmeasured, before the first repetition.
[[nodiscard]] int warmUpTokens(const BenchTest& test);

/// Runs tests in a session over one sequence of tokens, so that a depth that is in the cache stays there.
class BenchRunner {
public:
    BenchRunner(plm::Session& session, std::vector<plm::TokenId> sequence, std::stop_token stop);

    /// Brings the context to the test's depth and runs warmUpTokens() of it, unmeasured.
    plm::Status warmUp(const BenchTest& test);
    /// Runs the test once more.
    plm::Status repeat(BenchResult& result);

private:
    plm::Status fillTo(int depth);
    plm::Status runOnce(const BenchTest& test, int tokens);

    plm::Session& m_session;
    std::vector<plm::TokenId> m_sequence;
    std::stop_token m_stop;
    std::vector<float> m_logits;
};

} // namespace peripheral::cli
