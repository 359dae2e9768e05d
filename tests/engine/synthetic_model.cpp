// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_model.h"

#include "gguf/writer.h"

#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace plm::test {

namespace {

enum class Kind { Matrix, Norm, Embedding };

struct TensorPlan {
    std::string name;
    Kind kind;
    std::vector<std::uint64_t> dimensions; // columns, rows
};

void planLayer(const SyntheticShape& s, const std::string& block, std::vector<TensorPlan>& plan) {
    const std::uint64_t d = s.embedding, f = s.feedForward, h = s.heads, r = s.latentRank;
    const std::uint64_t n = s.noPositionWidth, p = s.rotaryWidth, v = s.valueWidth;
    plan.push_back({block + "attn_norm.weight", Kind::Norm, {d}});
    plan.push_back({block + "attn_q.weight", Kind::Matrix, {d, h * (n + p)}});
    plan.push_back({block + "attn_kv_a_mqa.weight", Kind::Matrix, {d, r + p}});
    plan.push_back({block + "attn_kv_a_norm.weight", Kind::Norm, {r}});
    plan.push_back({block + "attn_kv_b.weight", Kind::Matrix, {r, h * (n + v)}});
    plan.push_back({block + "attn_output.weight", Kind::Matrix, {h * v, d}});
    plan.push_back({block + "ffn_norm.weight", Kind::Norm, {d}});
    plan.push_back({block + "ffn_up.weight", Kind::Matrix, {d, f}});
    plan.push_back({block + "ffn_down.weight", Kind::Matrix, {f, d}});
}

std::vector<TensorPlan> planTensors(const SyntheticShape& shape) {
    std::vector<TensorPlan> plan = {
        {"token_embd.weight", Kind::Embedding, {shape.embedding, kSyntheticVocabulary}},
        {"output_norm.weight", Kind::Norm, {shape.embedding}},
    };
    for (std::uint32_t layer = 0; layer < shape.layers; ++layer)
        planLayer(shape, "blk." + std::to_string(layer) + ".", plan);
    return plan;
}

/// Weights of a tensor: about 1 for norms; for matrices such that they keep the size of what they multiply.
/// Uniform, because std::normal_distribution differs between libraries.
std::vector<float> randomWeights(const TensorPlan& tensor, std::mt19937_64& random) {
    std::size_t count = 1;
    for (const std::uint64_t dimension : tensor.dimensions)
        count *= dimension;
    const float centre = tensor.kind == Kind::Norm ? 1.0F : 0.0F;
    const float keepsSize = std::sqrt(3.0F / static_cast<float>(tensor.dimensions[0]));
    const float spread = tensor.kind == Kind::Matrix ? keepsSize : 0.3F;
    std::vector<float> weights(count);
    for (float& weight : weights) {
        const float unit = static_cast<float>(random() >> 40) * 0x1p-23F - 1.0F; // -1 to 1, 24 bits of it
        weight = centre + spread * unit;
    }
    return weights;
}

std::vector<std::byte> encode(const std::vector<float>& weights, quant::Type type) {
    const quant::Format& format = quant::format(type);
    std::vector<std::byte> bytes(format.bytesFor(weights.size()));
    EXPECT_TRUE(format.encode(weights.data(), bytes.data(), weights.size()));
    return bytes;
}

/// How byte-level vocabularies spell a byte: printable Latin-1 as itself, the others from U+0100 on, in
/// order.
std::string spelling(int byte) {
    const auto isPrintable = [](int b) {
        return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE && b <= 0xFF);
    };
    int codePoint = byte;
    if (!isPrintable(byte)) {
        codePoint = 0x100;
        for (int b = 0; b < byte; ++b)
            codePoint += isPrintable(b) ? 0 : 1;
    }
    if (codePoint < 0x80)
        return {static_cast<char>(codePoint)};
    return {static_cast<char>(0xC0 | codePoint >> 6), static_cast<char>(0x80 | (codePoint & 0x3F))};
}

} // namespace

void addSyntheticHyperParameters(gguf::Contents& contents, const SyntheticShape& shape) {
    contents.add("general.architecture", "plm");
    contents.add("general.name", "synthetic-plm");
    contents.add("general.file_type", std::uint32_t{shape.type == quant::Type::F16 ? 1U : 0U});
    contents.add("general.quantization_version", std::uint32_t{2});
    contents.add("plm.block_count", shape.layers);
    contents.add("plm.context_length", shape.contextLength);
    contents.add("plm.embedding_length", shape.embedding);
    contents.add("plm.feed_forward_length", shape.feedForward);
    contents.add("plm.attention.head_count", shape.heads);
    contents.add("plm.attention.head_count_kv", shape.heads);
    contents.add("plm.attention.layer_norm_rms_epsilon", shape.normEpsilon);
    contents.add("plm.attention.kv_lora_rank", shape.latentRank);
    contents.add("plm.attention.key_length", shape.noPositionWidth + shape.rotaryWidth);
    contents.add("plm.attention.value_length", shape.valueWidth);
    contents.add("plm.rope.dimension_count", shape.rotaryWidth);
    contents.add("plm.rope.freq_base", shape.rotaryBase);
    contents.add("plm.vocab_size", kSyntheticVocabulary);
}

void addSyntheticVocabulary(gguf::Contents& contents) {
    constexpr std::int32_t kNormal = 1;
    constexpr std::int32_t kControl = 3;
    std::vector<std::string> tokens;
    for (int byte = 0; byte < 256; ++byte)
        tokens.push_back(spelling(byte));
    tokens.insert(tokens.end(), {"<|endoftext|>", "<|im_start|>", "<|im_end|>"});
    std::vector<std::int32_t> types(256, kNormal);
    types.resize(kSyntheticVocabulary, kControl);
    const std::vector<std::string> merges = {"t h"}; // to a token that is not there: never made
    contents.add("tokenizer.ggml.model", "gpt2");
    contents.add("tokenizer.ggml.pre", "qwen2");
    contents.addArray("tokenizer.ggml.tokens", tokens);
    contents.addArray<std::int32_t>("tokenizer.ggml.token_type", types);
    contents.addArray("tokenizer.ggml.merges", merges);
    contents.add("tokenizer.ggml.eos_token_id", static_cast<std::uint32_t>(kEndOfTurn));
    contents.add("tokenizer.ggml.padding_token_id", static_cast<std::uint32_t>(kEndOfText));
    contents.add("tokenizer.ggml.bos_token_id", static_cast<std::uint32_t>(kEndOfText));
    contents.add("tokenizer.ggml.add_bos_token", false);
}

Status writeSyntheticModel(const std::filesystem::path& path, const SyntheticShape& shape) {
    gguf::Contents contents;
    addSyntheticHyperParameters(contents, shape);
    addSyntheticVocabulary(contents);
    const auto typeOf = [&](const TensorPlan& tensor) {
        return tensor.kind == Kind::Norm ? quant::Type::F32 : shape.type;
    };
    const std::vector<TensorPlan> plan = planTensors(shape);
    for (const TensorPlan& tensor : plan)
        contents.addTensor(tensor.name, quant::format(typeOf(tensor)), tensor.dimensions);
    auto writer = gguf::Writer::create(path, contents);
    if (!writer)
        return tl::unexpected(writer.error());
    std::mt19937_64 random(shape.seed);
    for (const TensorPlan& tensor : plan)
        if (const auto done = writer->append(encode(randomWeights(tensor, random), typeOf(tensor))); !done)
            return done;
    return writer->finish();
}

} // namespace plm::test
