// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "executor_named.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/session.h>

#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <vector>

namespace plm::test {

/// A synthetic model in a folder of its own, and sessions on it.
class SyntheticSession {
public:
    explicit SyntheticSession(const SyntheticShape& shape = {}) {
        const auto path = m_folder.path() / "model.gguf";
        const auto written = writeSyntheticModel(path, shape);
        EXPECT_TRUE(written) << written.error().message;
        auto model = Model::open(path);
        EXPECT_TRUE(model) << model.error().message;
        m_model = *model;
    }

    [[nodiscard]] const std::shared_ptr<const Model>& model() const { return m_model; }

    [[nodiscard]] std::unique_ptr<Session> open(const SessionOptions& options = {}) const {
        auto session = Session::create(m_model, options);
        EXPECT_TRUE(session) << session.error().message;
        return std::move(*session);
    }

private:
    TemporaryFolder m_folder;
    std::shared_ptr<const Model> m_model;
};

inline std::vector<TokenId> randomTokens(int count, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::vector<TokenId> tokens(static_cast<std::size_t>(count));
    for (TokenId& token : tokens)
        token = static_cast<TokenId>(random() % kSyntheticVocabulary);
    return tokens;
}

/// Always the likeliest token.
inline GenerationOptions greedy(int maxTokens) {
    GenerationOptions options;
    options.sampling.temperature = 0;
    options.maxTokens = maxTokens;
    return options;
}

/// The logits of every token, `tokens` read in pieces of at most `piece` through one session.
inline std::vector<float> logitsOf(Session& session, std::span<const TokenId> tokens, int piece = 1 << 20) {
    const std::size_t vocabulary = kSyntheticVocabulary;
    std::vector<float> logits(tokens.size() * vocabulary);
    for (std::size_t first = 0; first < tokens.size(); first += static_cast<std::size_t>(piece)) {
        const std::size_t count = std::min(static_cast<std::size_t>(piece), tokens.size() - first);
        const auto read = session.evaluate(tokens.subspan(first, count),
                                           std::span(logits).subspan(first * vocabulary, count * vocabulary));
        EXPECT_TRUE(read) << read.error().message;
    }
    return logits;
}

/// The largest difference between two lists of logits.
inline float distance(const std::vector<float>& a, const std::vector<float>& b) {
    EXPECT_EQ(a.size(), b.size());
    float largest = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::fabs(a[i] - b[i]));
    return largest;
}

} // namespace plm::test
