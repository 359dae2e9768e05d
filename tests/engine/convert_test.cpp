// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "file_size_limit.h"
#include "gguf/file.h"
#include "hugging_face_folder.h"
#include "small_vocabulary.h"
#include "temporary_folder.h"

#include <plm/convert.h>
#include <plm/session.h>

#include <cmath>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

using test::HuggingFaceFolder;
using test::Json;
using test::smallFolder;
using testing::HasSubstr;

class Convert : public testing::Test {
protected:
    /// The file that `folder` becomes.
    gguf::File converted(const HuggingFaceFolder& folder) {
        folder.write(m_in);
        return opened();
    }

    gguf::File opened() {
        const Status done = convert(m_in, m_out);
        EXPECT_TRUE(done) << (done ? "" : done.error().message);
        auto file = gguf::File::open(m_out);
        EXPECT_TRUE(file);
        return std::move(file.value());
    }

    /// What is said of what lies in the folder. Nothing may be written.
    std::string refusal() {
        const Status done = convert(m_in, m_out);
        EXPECT_FALSE(done);
        EXPECT_FALSE(std::filesystem::exists(m_out));
        return done ? std::string() : done.error().message;
    }

    std::string refusal(const std::function<void(HuggingFaceFolder&)>& change) {
        HuggingFaceFolder folder = smallFolder();
        change(folder);
        folder.write(m_in);
        return refusal();
    }

    std::size_t filesBesideIn() {
        const std::filesystem::directory_iterator files(m_folder.path());
        return static_cast<std::size_t>(std::distance(begin(files), end(files))) - 1;
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_in = m_folder / "PLM small";
    std::filesystem::path m_out = m_folder / "small.gguf";
};

/// The bytes of the tensor of that name.
std::string bytesOf(const gguf::File& file, const char* name) {
    const gguf::Tensor* tensor = file.tensor(name);
    EXPECT_NE(tensor, nullptr) << name;
    return tensor == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(tensor->data.data()), tensor->data.size());
}

TEST_F(Convert, KeepsEveryMatrixAndItsType) {
    for (const char* type : {"F32", "F16", "BF16"}) {
        const HuggingFaceFolder folder = smallFolder(type);
        const gguf::File file = converted(folder);
        EXPECT_EQ(file.tensors().size(), folder.tensors.size());
        for (const auto& [ours, theirs] :
             {std::pair{"token_embd.weight", "model.embed_tokens.weight"},
              {"blk.0.attn_q.weight", "model.layers.0.self_attn.q_proj.weight"},
              {"blk.1.attn_kv_a_mqa.weight", "model.layers.1.self_attn.kv_a_proj_with_mqa.weight"},
              {"blk.0.attn_kv_b.weight", "model.layers.0.self_attn.kv_b_proj.weight"},
              {"blk.1.attn_output.weight", "model.layers.1.self_attn.o_proj.weight"},
              {"blk.0.ffn_up.weight", "model.layers.0.mlp.up_proj.weight"},
              {"blk.1.ffn_down.weight", "model.layers.1.mlp.down_proj.weight"}}) {
            EXPECT_EQ(bytesOf(file, ours), folder.tensors.at(theirs).bytes) << ours;
            EXPECT_EQ(file.tensor(ours)->format->name, type);
        }
        std::filesystem::remove(m_out);
    }
}

TEST_F(Convert, MakesNormsFloat32) {
    HuggingFaceFolder folder = smallFolder();
    folder.tensors["model.norm.weight"] = {"F16", {24}, std::string("\x00\x3C", 2)}; // 1
    while (folder.tensors["model.norm.weight"].bytes.size() < 48)
        folder.tensors["model.norm.weight"].bytes += std::string("\x00\xC1", 2); // −2.5
    const gguf::File file = converted(folder);
    float values[24];
    std::memcpy(values, bytesOf(file, "output_norm.weight").data(), sizeof values);
    EXPECT_EQ(file.tensor("output_norm.weight")->format->name, "F32");
    EXPECT_EQ(values[0], 1.0F);
    EXPECT_EQ(values[23], -2.5F);
    const std::string source = folder.tensors["model.layers.1.self_attn.kv_a_layernorm.weight"].bytes;
    const std::string norm = bytesOf(file, "blk.1.attn_kv_a_norm.weight");
    ASSERT_EQ(norm.size(), source.size() * 2);
    for (std::size_t i = 0; i < source.size(); i += 2) // bfloat16 is the upper half of float32
        EXPECT_EQ(norm.substr(i * 2, 4), std::string(2, '\0') + source.substr(i, 2));
}

TEST_F(Convert, WritesTheKeysOfTheModel) {
    HuggingFaceFolder folder = smallFolder("F16");
    folder.generationConfig = {{"eos_token_id", {0, test::smallVocabulary().id("<|im_end|>")}}};
    const gguf::File file = converted(folder);
    EXPECT_EQ(file.string("general.architecture"), "plm");
    EXPECT_EQ(file.string("general.name"), "PLM small");
    EXPECT_EQ(file.unsignedInteger("general.file_type"), 1U);
    EXPECT_EQ(file.unsignedInteger("plm.attention.key_length"), 10U);
    EXPECT_EQ(file.unsignedInteger("plm.rope.dimension_count"), 4U);
    EXPECT_EQ(file.number("plm.rope.freq_base"), 100000.0);
    EXPECT_EQ(file.string("tokenizer.ggml.pre"), "qwen2");
    EXPECT_EQ(file.string("tokenizer.chat_template"), "{{ messages }}");
    EXPECT_EQ(file.boolean("tokenizer.ggml.add_bos_token"), false);
    EXPECT_EQ(file.find("tokenizer.ggml.bos_token_id"), nullptr);
    const auto end = static_cast<std::uint64_t>(test::smallVocabulary().id("<|endoftext|>"));
    EXPECT_EQ(file.unsignedInteger("tokenizer.ggml.eos_token_id"), end);
    EXPECT_EQ(file.unsignedInteger("tokenizer.ggml.padding_token_id"), end);
    EXPECT_EQ(file.unsignedInteger("tokenizer.ggml.eot_token_id"), 0U);
}

TEST_F(Convert, MakesAModelThatTheEngineRuns) {
    converted(smallFolder());
    const auto model = Model::open(m_out);
    ASSERT_TRUE(model) << model.error().message;
    EXPECT_EQ((*model)->info().hyper.noPositionWidth, 6);
    EXPECT_EQ((*model)->info().type, "BF16");
    const auto ids = (*model)->tokenizer().encode("hello user", SpecialTokens::AsText);
    EXPECT_EQ(*ids, *test::tokenizerOf(test::smallVocabulary())->encode("hello user", SpecialTokens::AsText));
    const auto session = Session::create(*model, {});
    ASSERT_TRUE(session);
    std::vector<float> logits(ids->size() * static_cast<std::size_t>((*model)->info().hyper.vocabulary));
    ASSERT_TRUE((*session)->evaluate(*ids, logits));
    for (const float logit : logits)
        ASSERT_TRUE(std::isfinite(logit));
}

TEST_F(Convert, JoinsShards) {
    converted(smallFolder());
    const std::string whole = test::readBytes(m_out);
    std::filesystem::remove_all(m_in);
    smallFolder().writeShards(m_in, 3);
    opened();
    EXPECT_TRUE(test::readBytes(m_out) == whole);
}

TEST_F(Convert, WritesAnUntiedHead) {
    HuggingFaceFolder folder = smallFolder();
    folder.config["tie_word_embeddings"] = false;
    folder.tensors["lm_head.weight"] = folder.tensors["model.embed_tokens.weight"];
    folder.tensors["lm_head.weight"].bytes[0] = '\x7F';
    EXPECT_EQ(bytesOf(converted(folder), "output.weight"), folder.tensors["lm_head.weight"].bytes);
    std::filesystem::remove(m_out);
    EXPECT_THAT(refusal([&](auto& f) { f.tensors = folder.tensors; }),
                HasSubstr("\"lm_head.weight\" is not the same as \"model.embed_tokens.weight\", although "
                          "\"tie_word_embeddings\" of config.json is true."));
    EXPECT_THAT(refusal([](auto& f) { f.config["tie_word_embeddings"] = false; }),
                HasSubstr("The tensor \"lm_head.weight\" is missing."));
}

/// Newer programs write the head beside the embedding though it is the same.
TEST_F(Convert, LeavesOutACopyOfTheEmbedding) {
    converted(smallFolder());
    const std::string without = test::readBytes(m_out);
    HuggingFaceFolder folder = smallFolder();
    folder.tensors["lm_head.weight"] = folder.tensors["model.embed_tokens.weight"];
    std::filesystem::remove(m_out);
    EXPECT_EQ(converted(folder).tensor("output.weight"), nullptr);
    EXPECT_TRUE(test::readBytes(m_out) == without);
    std::filesystem::remove(m_out);
    std::filesystem::remove_all(m_in);
    folder.writeShards(m_in, 2);
    EXPECT_EQ(opened().tensor("output.weight"), nullptr);
    folder.config["tie_word_embeddings"] = false;
    std::filesystem::remove(m_out);
    std::filesystem::remove_all(m_in);
    EXPECT_NE(converted(folder).tensor("output.weight"), nullptr) << "untied, it is one of its own";
}

/// More than one piece of a megabyte, with a difference in the last byte.
TEST_F(Convert, ComparesAllOfACopy) {
    HuggingFaceFolder folder = smallFolder("F32");
    auto& embedding = folder.tensors["model.embed_tokens.weight"];
    const std::uint64_t rows = 20'000;
    folder.config["vocab_size"] = rows;
    embedding.shape[0] = rows;
    embedding.bytes.resize(rows * 24 * sizeof(float), '\0');
    folder.tensors["lm_head.weight"] = embedding;
    EXPECT_EQ(converted(folder).tensor("output.weight"), nullptr);
    std::filesystem::remove(m_out);
    folder.tensors["lm_head.weight"].bytes.back() = '\1';
    folder.write(m_in);
    EXPECT_THAT(refusal(), HasSubstr("\"lm_head.weight\" is not the same"));
    folder.tensors["lm_head.weight"] = embedding;
    folder.tensors["lm_head.weight"].shape = {rows * 2, 12};
    folder.write(m_in);
    EXPECT_THAT(refusal(), HasSubstr("\"lm_head.weight\" is not the same"));
}

TEST_F(Convert, PrefersTheTemplateThatHasAFileOfItsOwn) {
    smallFolder().write(m_in);
    test::writeBytes(m_in / "chat_template.jinja", "{{ naïve }}");
    EXPECT_EQ(opened().string("tokenizer.chat_template"), "{{ naïve }}");
    std::filesystem::remove(m_out);
    test::writeBytes(m_in / "chat_template.jinja", "\xEF\xBB\xBF{{ naïve }}");
    EXPECT_EQ(opened().string("tokenizer.chat_template"), "{{ naïve }}")
        << "a mark of the byte order is no text";
    std::filesystem::remove(m_out);
    test::writeBytes(m_in / "chat_template.jinja", "\xFF");
    EXPECT_THAT(refusal(), HasSubstr("chat_template.jinja: It is not UTF-8."));
}

TEST_F(Convert, NamesTensorsThatAreWrong) {
    const std::string up = "model.layers.1.mlp.up_proj.weight";
    EXPECT_EQ(refusal([&](auto& f) { f.tensors.erase(up); }),
              m_in.string() + ": The tensor \"" + up + "\" is missing.");
    EXPECT_THAT(refusal([&](auto& f) {
                    f.tensors[up].shape = {24, 40};
                }),
                HasSubstr("model.safetensors: The tensor \"" + up +
                          "\" has the shape 24 × 40; config.json asks for 40 × 24."));
    EXPECT_THAT(refusal([&](auto& f) { f.tensors[up].shape = {40 * 24}; }), HasSubstr("has the shape 960;"));
    EXPECT_THAT(
        refusal([&](auto& f) { f.tensors[up].type = "I16"; }),
        HasSubstr("The tensor \"" + up + "\" is of the type I16; F32, F16 and BF16 can be converted."));
    EXPECT_THAT(refusal([&](auto& f) { f.tensors["model.layers.1.mlp.gate_proj.weight"] = f.tensors[up]; }),
                HasSubstr("\"model.layers.1.mlp.gate_proj.weight\" is no part of a PLM"));
    EXPECT_THAT(refusal([&](auto& f) { f.config["num_hidden_layers"] = 1; }),
                HasSubstr("is no part of a PLM"));
    EXPECT_THAT(refusal([&](auto& f) { f.config["vocab_size"] = 4194304; }),
                HasSubstr("\"model.embed_tokens.weight\" has the shape"));
}

TEST_F(Convert, NamesFilesThatAreMissing) {
    EXPECT_EQ(refusal(), m_in.string() + " is not a folder.");
    for (const char* name : {"config.json", "tokenizer.json"}) {
        smallFolder().write(m_in);
        std::filesystem::remove(m_in / name);
        EXPECT_THAT(refusal(), HasSubstr((m_in / name).string() + " cannot be read: "));
    }
    smallFolder().write(m_in);
    std::filesystem::remove(m_in / "model.safetensors");
    EXPECT_THAT(refusal(), HasSubstr("has neither model.safetensors nor model.safetensors.index.json."));
    std::filesystem::create_directory(m_in / "model.safetensors");
    EXPECT_THAT(refusal(), HasSubstr("model.safetensors cannot be read: it is not a file."));
}

TEST_F(Convert, NamesWhatIsWrongWithTheIndex) {
    smallFolder().writeShards(m_in, 2);
    const std::filesystem::path index = m_in / "model.safetensors.index.json";
    const Json sound = Json::parse(test::readBytes(index));
    const auto said = [&](const std::string& pointer, const Json& value) {
        Json changed = sound;
        changed[Json::json_pointer(pointer)] = value;
        test::writeBytes(index, changed.dump());
        return refusal();
    };
    const std::string norm = "/weight_map/model.norm.weight";
    EXPECT_THAT(said("/weight_map", 5), HasSubstr("\"weight_map\" is 5; it must be an object."));
    for (const Json& name : {Json(5), Json("../model-0.safetensors"), Json("/etc/passwd"), Json("model.bin"),
                             Json(".safetensors"), Json(std::string("a\0.safetensors", 14))})
        EXPECT_THAT(said(norm, name), HasSubstr("\"weight_map.model.norm.weight\" is ")) << name;
    EXPECT_THAT(said("/weight_map/x", "none.safetensors"), HasSubstr("none.safetensors cannot be read"));
    const bool inFirst = sound["weight_map"]["model.norm.weight"] == "model-0.safetensors";
    EXPECT_THAT(said(norm, inFirst ? "model-1.safetensors" : "model-0.safetensors"),
                HasSubstr("The tensor \"model.norm.weight\" is not one that the index has here."));
    EXPECT_THAT(said("/weight_map/x", "model-1.safetensors"),
                HasSubstr("The tensor \"x\" is missing, which "));
    Json many = sound;
    for (int i = 0; i < 600; ++i)
        many["weight_map"][std::to_string(i)] = std::to_string(i).append(".safetensors");
    test::writeBytes(index, many.dump());
    EXPECT_THAT(refusal(), HasSubstr("\"weight_map\" names 602 files, more than 512"));
}

TEST_F(Convert, NamesWhatTheEngineCannotUseAsAVocabulary) {
    EXPECT_THAT(refusal([](auto& f) {
                    f.tokenizer["model"]["vocab"].erase("A");
                    f.tokenizer["model"]["vocab"]["no longer a byte"] = 'A';
                }),
                HasSubstr("tokenizer.json: tokenizer.ggml.tokens has no token for the byte 0x41."));
    EXPECT_THAT(refusal([](auto& f) { f.tokenizerConfig["eos_token"] = "</s>"; }),
                HasSubstr("tokenizer_config.json: \"eos_token\" is \"</s>\""));
}

TEST_F(Convert, DoesNotWriteOverWhatItReads) {
    smallFolder().write(m_in);
    const std::string before = test::readBytes(m_in / "model.safetensors");
    for (const char* name : {"model.safetensors", "config.json", "../PLM small/tokenizer.json"}) {
        const Status done = convert(m_in, m_in / name);
        ASSERT_FALSE(done);
        EXPECT_THAT(done.error().message, HasSubstr("cannot be written: it is a file that is read."));
    }
    EXPECT_TRUE(test::readBytes(m_in / "model.safetensors") == before);
}

TEST_F(Convert, LeavesTheOldFileWhereTheDiskIsFull) {
    smallFolder().write(m_in);
    test::writeBytes(m_out, "GGUF, what was there");
    {
        const test::FileSizeLimit limit(20'000);
        const Status done = convert(m_in, m_out);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().kind, ErrorKind::Io);
        EXPECT_THAT(done.error().message, HasSubstr(m_out.string() + " cannot be written: "));
    }
    EXPECT_EQ(test::readBytes(m_out), "GGUF, what was there");
    EXPECT_EQ(filesBesideIn(), 1U);
}

TEST_F(Convert, LeavesNothingWhereItWasStopped) {
    smallFolder().write(m_in);
    std::stop_source stop;
    double last = 0;
    const Status done = convert(
        m_in, m_out,
        [&](double fraction) {
            EXPECT_GE(fraction, last);
            EXPECT_LE(fraction, 1);
            last = fraction;
            if (fraction > 0.5)
                stop.request_stop();
        },
        stop.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(filesBesideIn(), 0U);
}

TEST_F(Convert, SaysInASentenceWhatIsDamaged) {
    smallFolder().write(m_in);
    for (const char* name : {"config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"}) {
        const std::string sound = test::readBytes(m_in / name);
        for (const test::Damaged& damaged : test::damagedCopies(sound, 60, 7)) {
            test::writeBytes(m_in / name, damaged.bytes);
            if (const Status done = convert(m_in, m_out); !done) {
                EXPECT_THAT(done.error().message, HasSubstr(m_in.string())) << damaged.what;
                EXPECT_EQ(done.error().message.back(), '.') << damaged.what;
            } else {
                EXPECT_TRUE(Model::open(m_out)) << damaged.what; // a changed value, or a changed letter
            }
        }
        test::writeBytes(m_in / name, sound);
    }
}

} // namespace
} // namespace plm
