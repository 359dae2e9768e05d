// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/counters.h"
#include "plm/tokenizer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// How the next token is chosen: the repetition penalty, then the temperature, then the filters in the order
/// of the members. All of them can be off at once.
struct SamplingOptions {
    float temperature = 0.8F;   ///< 0: always the likeliest token (greedy)
    int topK = 40;              ///< 0: off
    float topP = 0.95F;         ///< 1: off
    float minP = 0.05F;         ///< relative to the likeliest token; 0: off
    float repeatPenalty = 1.0F; ///< 1: off; over the last 64 tokens
    std::uint64_t seed = 0;     ///< the same seed, prompt and options give the same text
};

struct GenerationOptions {
    SamplingOptions sampling;
    int maxTokens = 0; ///< 0: until the context ends
    std::vector<std::string>
        stopStrings;            ///< the answer ends before the first of them, which is not part of it
    double tokensPerSecond = 0; ///< at most so many; 0: as fast as it goes (for tests and demonstrations)
    /// Guess tokens from the text so far and verify several at once, where that is quicker and the executor
    /// gives the same logits for it: the answer is the same.
    bool draft = true;
    /// Leave out weights of neurons that are exactly zero, where the session does. False shows what that
    /// saves: the answer is the same.
    bool skipZeros = true;
};

enum class StopReason { EndOfAnswer, StopString, Length, ContextFull, Cancelled };
[[nodiscard]] std::string_view toString(StopReason reason);

/// What one generation cost, measured. Times are wall-clock seconds. Guessed tokens that turned out wrong are
/// no part of the answer; only `drafted`, `draftLengths` and `activeByLayer` know of them.
struct Statistics {
    int promptTokens = 0; ///< tokens in the prompt
    int cachedTokens = 0; ///< of those, already in the cache and not read again
    int answerTokens = 0; ///< tokens sampled, the one that ended the answer included
    double promptSeconds = 0;
    double decodeSeconds = 0;
    double firstTokenSeconds = 0; ///< from the call to the first sampled token
    std::uint64_t cacheBytes = 0; ///< latent cache in use at the end
    /// Share of feed-forward neurons above zero while decoding, 0 to 1; of all tokens evaluated, wrong
    /// guesses included.
    std::vector<float> activeByLayer;
    Counters decoding;         ///< what writing the answer cost, part by part; the prompt is not in it
    bool zerosSkipped = false; ///< whether the weights of neurons that are zero were left out
    int drafted = 0;           ///< tokens guessed and evaluated
    int accepted = 0;          ///< of those, right: the answer went on with them
    /// How many evaluations carried 0, 1, 2 … guessed tokens behind the sampled one.
    std::vector<int> draftLengths;

    [[nodiscard]] double promptTokensPerSecond() const;
    [[nodiscard]] double decodeTokensPerSecond() const;
    /// Share of ffn_down's weights that were left out because their neurons were exactly zero, over all
    /// layers; 0 where none were, or nothing was measured.
    [[nodiscard]] double skippedShare() const;
};

struct PromptProgress {
    int done = 0;           ///< tokens read so far, cached ones included
    int total = 0;          ///< tokens in the prompt
    double secondsLeft = 0; ///< an estimate from the speed so far
};

/// What one evaluation cost, as it is made while an answer comes into being: a piece of the prompt, or the
/// token that was sampled last with the guesses behind it.
struct AnswerReading {
    bool ofPrompt = false;
    int guesses = 0; ///< of cost.tokens, those that were only guessed
    int context = 0; ///< tokens in the cache when it was done, guesses included
    /// cost.tokens tokens, their active neurons by layer, seconds and bytes by part, and what the same would
    /// have read had no neuron been skipped (denseBytesRead).
    Counters cost;
};

/// Called on the generating thread. Empty functions are skipped.
struct GenerationCallbacks {
    std::function<void(const PromptProgress&)> onPrompt;
    /// After each token: the whole UTF-8 characters that it completes (none at times), and the number of
    /// tokens sampled so far. Return false to stop.
    std::function<bool(std::string_view text, int tokens)> onText;
    /// After each evaluation, before the text that comes of it.
    std::function<void(const AnswerReading& reading)> onReading{};
};

struct Generation {
    std::string text;
    std::vector<TokenId> tokens; ///< sampled tokens, the one that ended the answer included
    StopReason reason = StopReason::EndOfAnswer;
    Statistics statistics;
};

} // namespace plm
