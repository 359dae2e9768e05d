// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/counters.h"
#include "plm/result.h"
#include "plm/session.h"
#include "plm/tokenizer.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace plm {

/// One thing to measure: reading a prompt, or writing tokens one by one, after `depth` tokens of context.
struct BenchTest {
    enum class Kind { Prompt, Generation };
    Kind kind = Kind::Prompt;
    int tokens = 0;
    int depth = 0;

    /// As llama-bench calls it, e.g. "pp512".
    [[nodiscard]] std::string name() const;
};

/// Every prompt and every generation at every depth, the least depth first; those of no tokens are left out.
[[nodiscard]] std::vector<BenchTest> planBench(const std::vector<int>& prompts,
                                               const std::vector<int>& generations,
                                               const std::vector<int>& depths);

/// The longest context that a test comes to, in tokens; at least 1.
[[nodiscard]] int longestContext(std::span<const BenchTest> tests);

/// Tokens that are read, unmeasured, before the first repetition.
[[nodiscard]] int warmUpTokens(const BenchTest& test);

/// What was measured of a test.
struct BenchResult {
    BenchTest test;
    std::vector<double> seconds{}; ///< of each repetition
    Counters cost{};               ///< of the last repetition
    std::string outputHash{}; ///< SHA-256 of the last token's logits: equal where nothing differs by a bit
    /// SHA-256 of the likeliest token after each evaluation of a repetition, as 4 little-endian bytes each:
    /// equal where the same work was done, on any processor, though sums round otherwise there.
    std::string tokensHash{};
    std::string startTime{}; ///< of the first repetition, as ISO 8601 has it, in UTC; empty where unknown

    [[nodiscard]] std::vector<double> speeds() const; ///< tokens a second, by repetition
    /// Bytes of weights and cache that were read a token; nothing for prompts, whose tokens share what is
    /// read.
    [[nodiscard]] std::optional<double> bytesPerToken() const;
    /// Share of the `feedForward` neurons that were zero, 0 to 1, over all layers; 0 where nothing was
    /// measured.
    [[nodiscard]] double sparsity(int feedForward) const;
};

/// What a benchmark does at a moment, and how far it is.
struct BenchProgress {
    enum class Step {
        Synthesising,    ///< a model to measure with: `fraction`
        Loading,         ///< a model into memory: `fraction`
        KeepingWeights,  ///< as they were laid out, for the next start
        Testing,         ///< `test`, of which a repetition begins
        Drafting,        ///< likewise, with guesses and without
        Restoring,       ///< reading `test.tokens` tokens, saving and restoring them; likewise
        Sustaining,      ///< writing without a pause: `fraction`
        Predicting,      ///< a text, to see how well the model does: `fraction`
        MeasuringMemory, ///< its read bandwidth, with `threads`
        Multiplying,     ///< likewise, to see how fast the kernels are
        Hashing,         ///< the model's file: `fraction`
        Ended,           ///< the step before is over, and another may follow
    };
    Step step;
    BenchTest test{};
    int repetition = 0;  ///< the one that begins, from 1; 0: warming up
    int repetitions = 0; ///< in all
    double fraction = 0; ///< 0 to 1
    int threads = 0;
    std::optional<double> secondsLeft{}; ///< of all that is measured, estimated; of a profile run only
};

/// What goes before measuring, e.g. a chat that is asked meanwhile. What is being measured then is measured
/// again.
struct BenchInterruption {
    /// Gives the token that is triggered, from any thread, as soon as something waits: a new one after
    /// serve(). Empty: nothing ever waits.
    std::function<std::stop_token()> waiting{};
    /// Does what waits, on the thread that measures.
    std::function<void()> serve{};
};

/// How a benchmark is watched and stopped.
struct BenchControl {
    /// Called on the thread that measures: never while a test is timed, but while a model is loaded, whose
    /// time it is part of. May be empty.
    std::function<void(const BenchProgress&)> progress{};
    /// May be triggered from any thread: what is measured then ends with Cancelled, and the session can be
    /// used on.
    std::stop_token stop{};
    BenchInterruption first{};

    void tell(const BenchProgress& now) const {
        if (progress)
            progress(now);
    }
};

/// A sequence to measure with: `count` ids below `vocabulary`; the same `seed` gives the same ones on every
/// machine. Any thread.
[[nodiscard]] std::vector<TokenId> randomTokens(int count, int vocabulary, std::uint64_t seed);

/// Runs tests in a session over one sequence of tokens, so that a depth that is in the cache stays there. The
/// thread that uses the session.
class BenchRunner {
public:
    /// `session` must outlive it. `sequence` has as many tokens as the longest test takes, its depth
    /// included.
    BenchRunner(Session& session, std::vector<TokenId> sequence, BenchControl control);

    /// Brings the context to the test's depth, runs warmUpTokens() of it unmeasured, and then the whole of it
    /// so many times; again where something went before it (BenchControl::first). Fails with BadArgument
    /// where the sequence is too short, and as Session::evaluate() does.
    Result<BenchResult> measure(const BenchTest& test, int repetitions);

private:
    struct Pass;
    Status fillTo(int depth, const std::stop_token& stop);
    Result<Pass> runOnce(const BenchTest& test, int tokens, const std::stop_token& stop);
    Status warmUp(const BenchTest& test, const std::stop_token& stop);
    Status repeat(BenchResult& result, const std::stop_token& stop);

    Session& m_session;
    std::vector<TokenId> m_sequence;
    BenchControl m_control;
    std::vector<float> m_logits; ///< V, of the last token
};

} // namespace plm
