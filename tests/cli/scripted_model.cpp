// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scripted_model.h"

#include "gguf/writer.h"
#include "synthetic_model.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace peripheral::cli {

namespace {

using namespace plm;
using namespace plm::test;

constexpr std::uint64_t kTokens = kSyntheticVocabulary;

/// As wide as there are tokens, so that each can have a direction of its own.
SyntheticShape shapeOf() {
    return {.layers = 1, .embedding = kSyntheticVocabulary};
}

/// A square matrix of zeros.
std::vector<float> square() {
    return std::vector<float>(kTokens * kTokens);
}

std::vector<float> ownDirections() {
    std::vector<float> values = square();
    for (std::size_t token = 0; token < kTokens; ++token)
        values[token * kTokens + token] = 1;
    return values;
}

/// The direction of each token of the answer calls for the next one.
std::vector<float> nextInAnswer(std::string_view answer) {
    std::vector<float> values = square();
    std::size_t last = '\n';
    const auto follow = [&](std::size_t next) {
        values[next * kTokens + last] = 10; // times the root of their number, which leaves nothing to chance
        last = next;
    };
    for (const char c : answer)
        follow(static_cast<unsigned char>(c));
    follow(kEndOfTurn);
    return values;
}

struct Tensor {
    std::string name;
    std::vector<std::uint64_t> dimensions; ///< columns, rows
    std::vector<float> values;
};

std::vector<Tensor> tensorsOf(std::string_view answer) {
    const SyntheticShape s = shapeOf();
    const std::uint64_t d = s.embedding, h = s.heads, n = s.noPositionWidth, p = s.rotaryWidth,
                        r = s.latentRank, v = s.valueWidth, f = s.feedForward;
    std::vector<Tensor> tensors{{"token_embd.weight", {d, kTokens}, ownDirections()},
                                {"output_norm.weight", {d}, std::vector<float>(d, 1)},
                                {"output.weight", {d, kTokens}, nextInAnswer(answer)}};
    const auto zeros = [&](const char* name, std::vector<std::uint64_t> dimensions) {
        const std::uint64_t count = dimensions.size() == 2 ? dimensions[0] * dimensions[1] : dimensions[0];
        tensors.push_back({std::string("blk.0.") + name, std::move(dimensions), std::vector<float>(count)});
    };
    zeros("attn_norm.weight", {d});
    zeros("attn_q.weight", {d, h * (n + p)});
    zeros("attn_kv_a_mqa.weight", {d, r + p});
    zeros("attn_kv_a_norm.weight", {r});
    zeros("attn_kv_b.weight", {r, h * (n + v)});
    zeros("attn_output.weight", {h * v, d});
    zeros("ffn_norm.weight", {d});
    zeros("ffn_up.weight", {d, f});
    zeros("ffn_down.weight", {f, d});
    return tensors;
}

} // namespace

void writeScriptedModel(const std::filesystem::path& path, std::string_view answer) {
    gguf::Contents contents;
    addSyntheticHyperParameters(contents, shapeOf());
    addSyntheticVocabulary(contents);
    const std::vector<Tensor> tensors = tensorsOf(answer);
    for (const Tensor& tensor : tensors)
        contents.addTensor(tensor.name, quant::format(quant::Type::F32), tensor.dimensions);
    auto writer = gguf::Writer::create(path, contents);
    bool written = writer.has_value();
    for (const Tensor& tensor : tensors)
        written = written && writer->append(std::as_bytes(std::span(tensor.values)));
    if (!written || !writer->finish())
        std::abort();
}

} // namespace peripheral::cli
