// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/check_shape.h"

#include "synthesize/tensor_plan.h"

#include <cmath>
#include <fmt/format.h>

namespace plm::synthesis {

namespace {

// What a PLM file may hold at most (model/hyper_parameters.cpp, text/vocabulary.cpp).
constexpr int kLargestSize = 1 << 24;
constexpr int kMostLayers = 1024;
constexpr int kLargestVocabulary = 4'194'304;
constexpr int kLeastVocabulary = 261; // the bytes, a pair of them and three special tokens
constexpr int kLeastEmbedding = 64;

struct Range {
    std::string_view name;
    int value;
    int least;
    int most;
};

template <class Value>
tl::unexpected<Error> refuse(std::string_view name, Value value, std::string_view reason) {
    return fail(ErrorKind::BadArgument, fmt::format("{} {}: {}", name, value, reason));
}

Status checkRanges(const HyperParameters& s) {
    const Range ranges[] = {
        {"layers", s.layers, 1, kMostLayers},
        {"embedding", s.embedding, kLeastEmbedding, kLargestSize},
        {"feed-forward", s.feedForward, 1, kLargestSize},
        {"heads", s.heads, 1, kLargestSize},
        {"latent-rank", s.latentRank, 1, kLargestSize},
        {"no-position", s.noPositionWidth, 1, kLargestSize},
        {"rotary", s.rotaryWidth, 2, kLargestSize},
        {"value", s.valueWidth, 1, kLargestSize},
        {"vocabulary", s.vocabulary, kLeastVocabulary, kLargestVocabulary},
        {"context", s.contextLength, 1, kLargestSize},
    };
    for (const Range& range : ranges)
        if (range.value < range.least || range.value > range.most)
            return refuse(range.name, range.value,
                          fmt::format("it must be from {} to {}.", range.least, range.most));
    return {};
}

Status checkHeads(const HyperParameters& s) {
    if (s.rotaryWidth % 2 != 0)
        return refuse("rotary", s.rotaryWidth, "it must be even, because pairs of values are turned.");
    const std::int64_t width = s.noPositionWidth + std::max(s.rotaryWidth, s.valueWidth);
    if (width * s.heads > kLargestSize)
        return refuse("heads", s.heads,
                      fmt::format("so many of {} values each are more than {}.", width, kLargestSize));
    return {};
}

} // namespace

Status checkShape(const SynthesisOptions& options, const quant::FileType& type) {
    if (const auto ranges = checkRanges(options.shape); !ranges)
        return ranges;
    if (const auto heads = checkHeads(options.shape); !heads)
        return heads;
    constexpr double kLeastSparsity = 0.01;
    constexpr double kMostSparsity = 0.999;
    if (!(options.sparsity >= kLeastSparsity && options.sparsity <= kMostSparsity))
        return refuse("sparsity", options.sparsity,
                      fmt::format("it must be from {} to {}.", kLeastSparsity, kMostSparsity));
    const int constant = constantColumns(options.shape, type);
    if (options.shape.embedding < 2 * constant)
        return refuse("embedding", options.shape.embedding,
                      fmt::format("with the type {} it must be {} or more.", type.name, 2 * constant));
    return {};
}

} // namespace plm::synthesis
