// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gguf/writer.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/model.h>

#include <functional>
#include <gtest/gtest.h>
#include <optional>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

/// What to change in a sound file. A change of an entry adds its own in the place of the old one, or nothing.
struct Change {
    std::string key = {};
    std::function<void(gguf::Contents&)> add = {};
    std::string dropTensor = {};
    std::optional<std::vector<std::uint64_t>> extraTensor = {};
    std::string extraName = {};
};

/// A sound file, changed, opened.
Result<std::shared_ptr<const Model>> openChanged(const Change& change) {
    const TemporaryFolder folder;
    const auto sound = folder.path() / "sound.gguf";
    EXPECT_TRUE(writeSyntheticModel(sound));
    const auto file = gguf::File::open(sound);
    gguf::Contents contents;
    for (const gguf::Entry& entry : file->metadata())
        if (entry.key != change.key)
            contents.add(entry);
    if (change.add)
        change.add(contents);
    std::vector<std::byte> data;
    for (const gguf::Tensor& tensor : file->tensors())
        if (tensor.name != change.dropTensor)
            contents.addTensor(tensor.name, *tensor.format, tensor.dimensions);
    if (change.extraTensor)
        contents.addTensor(change.extraName, quant::format(quant::Type::F32), *change.extraTensor);
    auto writer = gguf::Writer::create(folder.path() / "changed.gguf", contents);
    EXPECT_TRUE(writer) << writer.error().message;
    for (const gguf::Contents::TensorPlace& tensor : contents.tensors())
        EXPECT_TRUE(writer->append(std::vector<std::byte>(tensor.bytes)));
    EXPECT_TRUE(writer->finish());
    return Model::open(folder.path() / "changed.gguf");
}

/// The sentence of the refusal, which names the file.
std::string refusal(const Change& change) {
    const auto model = openChanged(change);
    EXPECT_FALSE(model) << "was not refused";
    if (model)
        return {};
    EXPECT_NE(model.error().message.find("changed.gguf"), std::string::npos) << model.error().message;
    return model.error().message;
}

void expectNamed(const Change& change, const std::string& name) {
    const std::string sentence = refusal(change);
    EXPECT_NE(sentence.find(name), std::string::npos) << sentence;
}

TEST(Model, ReadsWhatTheFileSays) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "some model.gguf";
    ASSERT_TRUE(
        writeSyntheticModel(path, {.layers = 3, .heads = 5, .contextLength = 99, .rotaryBase = 12345}));
    const auto model = Model::open(path);
    ASSERT_TRUE(model) << model.error().message;
    const ModelInfo& info = (*model)->info();
    EXPECT_EQ(info.name, "synthetic-plm");
    EXPECT_EQ(info.type, "F32");
    EXPECT_EQ(info.fileBytes, std::filesystem::file_size(path));
    EXPECT_EQ(info.hyper.layers, 3);
    EXPECT_EQ(info.hyper.heads, 5);
    EXPECT_EQ(info.hyper.noPositionWidth, 16);
    EXPECT_EQ(info.hyper.contextLength, 99);
    EXPECT_EQ(info.hyper.vocabulary, 259);
    EXPECT_FLOAT_EQ(info.hyper.rotaryBase, 12345);
    const std::uint64_t layer =
        64 * 5 * 24 + 64 * 40 + 32 * 5 * 32 + 5 * 16 * 64 + 2 * 64 * 96 + 64 + 32 + 64;
    EXPECT_EQ(info.parameters, 259 * 64 + 64 + 3 * layer);
}

TEST(Model, NamesEveryMissingKey) {
    for (const char* key :
         {"general.architecture", "plm.block_count", "plm.context_length", "plm.embedding_length",
          "plm.feed_forward_length", "plm.attention.head_count", "plm.attention.head_count_kv",
          "plm.attention.layer_norm_rms_epsilon", "plm.attention.kv_lora_rank", "plm.attention.key_length",
          "plm.attention.value_length", "plm.rope.dimension_count", "plm.rope.freq_base",
          "tokenizer.ggml.tokens"})
        expectNamed({.key = key}, key);
}

TEST(Model, NamesEveryMissingTensor) {
    for (const char* tensor :
         {"token_embd.weight", "output_norm.weight", "blk.1.attn_norm.weight", "blk.0.attn_q.weight",
          "blk.0.attn_kv_a_mqa.weight", "blk.1.attn_kv_a_norm.weight", "blk.0.attn_kv_b.weight",
          "blk.0.attn_output.weight", "blk.0.ffn_norm.weight", "blk.0.ffn_up.weight",
          "blk.1.ffn_down.weight"})
        expectNamed({.dropTensor = tensor}, tensor);
}

Change set(const std::string& key, auto value) {
    return {.key = key, .add = [=](gguf::Contents& contents) { contents.add(key, value); }};
}

TEST(Model, RefusesContradictions) {
    expectNamed(set("general.architecture", "llama"), "\"llama\"");
    expectNamed(set("plm.attention.head_count_kv", 1U), "plm.attention.head_count_kv");
    expectNamed(set("plm.attention.key_length", 8U), "plm.attention.key_length");
    expectNamed(set("plm.rope.dimension_count", 7U), "plm.rope.dimension_count");
    expectNamed(set("plm.vocab_size", 300U), "plm.vocab_size");
    expectNamed(set("plm.block_count", 3U), "blk.2.");
    expectNamed(set("plm.block_count", 1U), "blk.1.");
    expectNamed(set("plm.block_count", 1000000U), "plm.block_count");
    expectNamed(set("plm.embedding_length", 65U), "token_embd.weight");
    expectNamed(set("plm.feed_forward_length", 97U), "ffn_up.weight");
    expectNamed(set("plm.attention.value_length", 17U), "attn_kv_b.weight");
    expectNamed(set("plm.attention.kv_lora_rank", 33U), "attn_kv_a_mqa.weight");
    expectNamed(set("plm.rope.freq_base", 0.0F), "plm.rope.freq_base");
    expectNamed(set("plm.attention.layer_norm_rms_epsilon", -1.0F), "plm.attention.layer_norm_rms_epsilon");
    expectNamed(set("plm.context_length", 0U), "plm.context_length");
    expectNamed(set("plm.context_length", "long"), "plm.context_length");
}

TEST(Model, RefusesAVocabularyThatIsNotTheEmbeddings) {
    for (const std::uint64_t rows : {258, 260})
        expectNamed({.key = "plm.vocab_size",
                     .dropTensor = "token_embd.weight",
                     .extraTensor = {{64, rows}},
                     .extraName = "token_embd.weight"},
                    "'tokenizer.ggml.tokens' has 259 tokens");
}

TEST(Model, RefusesWhatItCannotCompute) {
    expectNamed(set("plm.rope.scaling.type", "yarn"), "plm.rope.scaling.type");
    expectNamed(set("plm.attention.q_lora_rank", 16U), "plm.attention.q_lora_rank");
    expectNamed({.extraTensor = {{64}}, .extraName = "blk.0.attn_q.bias"}, "blk.0.attn_q.bias");
    expectNamed({.extraTensor = {{64, 12}}, .extraName = "output.weight"}, "output.weight");
    EXPECT_TRUE(openChanged({.extraTensor = {{64, 259}}, .extraName = "output.weight"}))
        << "an untied head is used";
}

TEST(Model, RefusesVariantsByTheirKeys) {
    for (const char* type : {"linear", "yarn", "longrope"})
        expectNamed(set("plm.rope.scaling.type", type), std::string("\"") + type + "\"");
    expectNamed(set("plm.rope.scaling.type", 1U), "\"plm.rope.scaling.type\" is no text");
    for (const char* key :
         {"plm.rope.scaling.factor", "plm.rope.scaling.attn_factor", "plm.rope.scale_linear",
          "plm.embedding_scale", "plm.residual_scale", "plm.logit_scale"}) {
        expectNamed(set(key, 4.0F), std::string("\"") + key + "\" is 4; only 1 can be run");
        EXPECT_TRUE(openChanged(set(key, 1.0F))) << key;
    }
    for (const char* key : {"plm.attention.sliding_window", "plm.expert_count", "plm.attn_logit_softcapping",
                            "plm.final_logit_softcapping", "plm.nextn_predict_layers"}) {
        expectNamed(set(key, 64U), std::string("\"") + key + "\" is 64; only 0 can be run");
        expectNamed(set(key, "64"), std::string("\"") + key + "\" is no number");
        EXPECT_TRUE(openChanged(set(key, 0U))) << key;
    }
    expectNamed(set("plm.attention.causal", false), "\"plm.attention.causal\" is 0; only 1 can be run");
}

TEST(Model, RefusesKeysOfAttentionThatItDoesNotKnow) {
    for (const char* key : {"plm.attention.scale", "plm.attention.key_length_mla", "plm.rope.freq_base_swa",
                            "plm.rope.dimension_sections", "plm.rope.scaling.yarn_beta_fast"}) {
        const auto model = openChanged(set(key, 1U));
        ASSERT_FALSE(model) << key;
        EXPECT_EQ(model.error().kind, ErrorKind::Unsupported);
        EXPECT_NE(model.error().message.find(std::string("\"") + key + "\" is not known"), std::string::npos)
            << model.error().message;
    }
    expectNamed(set("plm.expert_gating_func", 2U), "plm.expert_gating_func");
    expectNamed(set("plm.attention.\x1b[31m", 1U), "plm.attention.\\x1B[31m");
}

TEST(Model, PassesOverKeysThatChangeNothing) {
    EXPECT_TRUE(openChanged(set("plm.rope.scaling.type", "none")));
    EXPECT_TRUE(openChanged(set("plm.rope.scaling.original_context_length", 4096U)));
    EXPECT_TRUE(openChanged(set("plm.rope.scaling.finetuned", true)));
    EXPECT_TRUE(openChanged(set("plm.attention.q_lora_rank", 0U)));
    EXPECT_TRUE(openChanged(set("plm.attention.causal", true)));
    EXPECT_TRUE(openChanged(set("plm.tensor_data_layout", "reference")));
    EXPECT_TRUE(openChanged(set("general.quantization_version", 2U)));
    EXPECT_TRUE(openChanged(set("other.attention.scale", 3.0F))) << "not a key of PLM's";
}

TEST(Model, ShowsTextOfTheFileEscaped) {
    const auto named = openChanged(set("general.name", "A\n\u202Eb"));
    ASSERT_TRUE(named) << named.error().message;
    EXPECT_EQ((*named)->info().name, "A\\n\\u202Eb");
    for (const Change& change :
         {set("general.architecture", "x\x1B[2J"), set("plm.rope.scaling.type", "x\x1B[2J"),
          set("tokenizer.ggml.pre", "x\x1B[2J"), Change{.extraTensor = {{64}}, .extraName = "x\x1B[2J"}}) {
        const std::string sentence = refusal(change);
        EXPECT_EQ(sentence.find('\x1B'), std::string::npos) << sentence;
        EXPECT_NE(sentence.find("\"x\\x1B[2J\""), std::string::npos) << sentence;
    }
}

TEST(Model, SaysWhenTheTemplateIsUnknown) {
    const auto model =
        openChanged(set("tokenizer.chat_template", "{{ bos_token }}[INST] {{ messages }} [/INST]"));
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_FALSE((*model)->info().notice.empty());
    EXPECT_TRUE((*openChanged({}))->info().notice.empty());
}

} // namespace
