// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "file_size_limit.h"
#include "gguf/writer.h"
#include "synthetic_model.h"
#include "temporary_folder.h"

#include <plm/quantise.h>
#include <plm/session.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <map>

namespace plm {
namespace {

class Quantise : public testing::Test {
protected:
    void SetUp() override {
        m_shape.embedding = 256;
        m_shape.feedForward = 512;
        m_shape.latentRank = 64; // no whole super-blocks: attn_kv_b gets another format
        m_shape.heads = 4;
        m_shape.valueWidth = 64;
        const auto written = test::writeSyntheticModel(m_source, m_shape);
        ASSERT_TRUE(written) << written.error().message;
    }

    Status quantise(const std::string& type, const std::filesystem::path& target, int threads = 2,
                    const LoadProgress& progress = {}, std::stop_token stop = {}) {
        auto quantisation = Quantisation::prepare(m_source, {type, threads});
        return quantisation ? quantisation->write(target, progress, std::move(stop))
                            : tl::unexpected(quantisation.error());
    }

    std::string refusal(const std::string& type) {
        const auto done = quantise(type, m_target);
        EXPECT_FALSE(std::filesystem::exists(m_target));
        return done ? "it was done" : done.error().message;
    }

    /// The source again, after `change`: what it takes away is left out, and what it changes is written so.
    struct Copy {
        std::map<std::string, std::string, std::less<>> texts{};         // by key, instead of the source's
        std::map<std::string, std::vector<float>, std::less<>> values{}; // by tensor
        std::vector<std::string> left{};                                 // out: keys
        bool hasOutput = false;
    };
    void rewriteSource(const Copy& copy);

    std::size_t filesLeft() const {
        const std::filesystem::directory_iterator files(m_folder.path());
        return static_cast<std::size_t>(std::distance(begin(files), end(files))) - 1; // but for the source
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_source = m_folder / "source.gguf";
    std::filesystem::path m_target = m_folder / "target.gguf";
    test::SyntheticShape m_shape;
};

void Quantise::rewriteSource(const Copy& copy) {
    const std::filesystem::path changed = m_folder / "changed.gguf";
    {
        const auto file = gguf::File::open(m_source);
        ASSERT_TRUE(file);
        gguf::Contents contents;
        for (const gguf::Entry& entry : file->metadata()) {
            const auto text = copy.texts.find(entry.key);
            if (std::find(copy.left.begin(), copy.left.end(), entry.key) != copy.left.end())
                continue;
            if (text != copy.texts.end())
                contents.add(text->first, std::string_view(text->second));
            else
                contents.add(entry);
        }
        for (const gguf::Tensor& tensor : file->tensors())
            contents.addTensor(tensor.name, *tensor.format, tensor.dimensions);
        const gguf::Tensor& embedding = *file->tensor("token_embd.weight");
        if (copy.hasOutput)
            contents.addTensor("output.weight", *embedding.format, embedding.dimensions);
        auto writer = gguf::Writer::create(changed, contents);
        ASSERT_TRUE(writer);
        for (const gguf::Tensor& tensor : file->tensors()) {
            const auto values = copy.values.find(tensor.name);
            std::vector<std::byte> data(tensor.data.begin(), tensor.data.end());
            if (values != copy.values.end())
                std::memcpy(data.data(), values->second.data(), values->second.size() * sizeof(float));
            ASSERT_TRUE(writer->append(data));
        }
        if (copy.hasOutput) {
            ASSERT_TRUE(writer->append(embedding.data));
        }
        ASSERT_TRUE(writer->finish());
    }
    std::filesystem::rename(changed, m_source);
}

TEST_F(Quantise, WritesAModelThatRuns) {
    for (const std::string_view type : quantisationTypes()) {
        const auto done = quantise(std::string(type), m_target);
        ASSERT_TRUE(done) << done.error().message;
        const auto model = Model::open(m_target);
        ASSERT_TRUE(model) << type << ": " << model.error().message;
        const auto session = Session::create(*model, {.threads = 1, .contextLength = 8});
        ASSERT_TRUE(session);
        const std::vector<TokenId> tokens = {65, 66, 67};
        EXPECT_TRUE((*session)->evaluate(tokens, {})) << type;
    }
}

TEST_F(Quantise, GivesEachMatrixItsFormatAndLeavesVectorsAlone) {
    ASSERT_TRUE(quantise("Q4_K_M", m_target));
    const auto file = gguf::File::open(m_target);
    const auto source = gguf::File::open(m_source);
    ASSERT_TRUE(file && source);
    const auto formatOf = [&](const char* name) { return file->tensor(name)->format->name; };
    EXPECT_EQ(formatOf("token_embd.weight"), "Q6_K") << "it is the output head, too";
    EXPECT_EQ(formatOf("blk.0.attn_q.weight"), "Q4_K");
    EXPECT_EQ(formatOf("blk.0.attn_kv_b.weight"), "Q5_0") << "64 columns are no super-block";
    EXPECT_EQ(formatOf("blk.0.ffn_down.weight"), "Q4_K");
    EXPECT_EQ(formatOf("blk.1.ffn_down.weight"), "Q6_K");
    for (const gguf::Tensor& tensor : source->tensors())
        if (tensor.dimensions.size() == 1) {
            const gguf::Tensor& copy = *file->tensor(tensor.name);
            EXPECT_EQ(copy.format->name, "F32");
            EXPECT_TRUE(
                std::equal(copy.data.begin(), copy.data.end(), tensor.data.begin(), tensor.data.end()));
        }
}

TEST_F(Quantise, TreatsAnEmbeddingBesideAHeadAsMostMatrices) {
    rewriteSource({.hasOutput = true});
    ASSERT_TRUE(quantise("Q4_K_M", m_target));
    const auto file = gguf::File::open(m_target);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->tensor("output.weight")->format->name, "Q6_K");
    EXPECT_EQ(file->tensor("token_embd.weight")->format->name, "Q4_K");
}

TEST_F(Quantise, KeepsTheMetadata) {
    rewriteSource({.texts = {{"general.name", "a naïve model\n"}}, .left = {"general.quantization_version"}});
    ASSERT_TRUE(quantise("Q5_0", m_target));
    const auto source = gguf::File::open(m_source);
    const auto file = gguf::File::open(m_target);
    ASSERT_TRUE(source && file);
    EXPECT_EQ(file->unsignedInteger("general.file_type"), 8U);
    EXPECT_EQ(file->unsignedInteger("general.quantization_version"), 2U);
    EXPECT_EQ(file->string("general.name"), "a naïve model\n");
    EXPECT_EQ(file->metadata().size(), source->metadata().size() + 1);
    for (const gguf::Entry& entry : source->metadata()) {
        const gguf::Entry* copy = file->find(entry.key);
        ASSERT_NE(copy, nullptr) << entry.key;
        EXPECT_EQ(copy->type, entry.type) << entry.key;
    }
    EXPECT_EQ(file->array("tokenizer.ggml.tokens", gguf::ValueType::String).value()->strings,
              source->array("tokenizer.ggml.tokens", gguf::ValueType::String).value()->strings);
}

TEST_F(Quantise, DoesNotDependOnTheThreads) {
    for (const char* type : {"Q4_K_S", "Q6_K", "Q8_0"}) {
        ASSERT_TRUE(quantise(type, m_folder / "one.gguf", 1));
        ASSERT_TRUE(quantise(type, m_folder / "three.gguf", 3));
        EXPECT_TRUE(test::readBytes(m_folder / "one.gguf") == test::readBytes(m_folder / "three.gguf"))
            << type;
    }
}

/// More values than are read at a time, so that pieces must fit together.
TEST_F(Quantise, JoinsThePiecesOfALargeTensor) {
    m_shape = {.layers = 1, .embedding = 2048, .feedForward = 2080, .heads = 1};
    ASSERT_TRUE(test::writeSyntheticModel(m_source, m_shape));
    ASSERT_TRUE(quantise("Q8_0", m_target));
    const auto source = gguf::File::open(m_source);
    const auto file = gguf::File::open(m_target);
    ASSERT_TRUE(source && file);
    const gguf::Tensor& exact = *source->tensor("blk.0.ffn_up.weight");
    const gguf::Tensor& got = *file->tensor("blk.0.ffn_up.weight");
    const std::size_t count = 2048 * 2080;
    std::vector<std::byte> expected(got.bytes);
    ASSERT_TRUE(
        got.format->encode(reinterpret_cast<const float*>(exact.data.data()), expected.data(), count));
    EXPECT_TRUE(std::equal(got.data.begin(), got.data.end(), expected.begin(), expected.end()));
}

TEST_F(Quantise, SaysWhatWasQuantisedBefore) {
    EXPECT_TRUE(Quantisation::prepare(m_source, {"Q4_0"})->formatsQuantisedAgain().empty());
    ASSERT_TRUE(quantise("Q8_0", m_target));
    const auto again = Quantisation::prepare(m_target, {"Q4_K_M"});
    ASSERT_TRUE(again);
    EXPECT_EQ(again->formatsQuantisedAgain(), std::vector<std::string_view>{"Q8_0"});
    EXPECT_TRUE(Quantisation::prepare(m_target, {"Q8_0"})->formatsQuantisedAgain().empty())
        << "what has its format already is copied";
}

TEST_F(Quantise, CopiesWhatHasItsFormatAlready) {
    ASSERT_TRUE(quantise("Q4_K_M", m_target));
    std::filesystem::rename(m_target, m_source);
    ASSERT_TRUE(quantise("Q4_K_M", m_target));
    EXPECT_TRUE(test::readBytes(m_target) == test::readBytes(m_source));
}

TEST_F(Quantise, NamesTheTensorThatHoldsNoNumber) {
    const std::string place = m_source.string() + " cannot be quantised: ";
    std::vector<float> values(300, 0.5F);
    values[299] = std::nanf("");
    rewriteSource({.values = {{"blk.1.ffn_up.weight", values}}});
    EXPECT_EQ(refusal("Q4_K_M"),
              place + "value 299 of the tensor \"blk.1.ffn_up.weight\" is nan, which is no number.");
    EXPECT_EQ(filesLeft(), 0U);
    values[299] = -std::numeric_limits<float>::infinity();
    rewriteSource({.values = {{"blk.1.ffn_up.weight", values}}});
    for (const std::string_view type : quantisationTypes())
        EXPECT_EQ(refusal(std::string(type)),
                  place + "value 299 of the tensor \"blk.1.ffn_up.weight\" is -inf, which is no number.");
    rewriteSource({.values = {{"blk.1.ffn_norm.weight", {1.0F, std::nanf("")}}}}); // which is always copied
    EXPECT_EQ(refusal("Q8_0"),
              place + "value 1 of the tensor \"blk.1.ffn_norm.weight\" is nan, which is no number.");
}

TEST_F(Quantise, NamesTheTensorThatHoldsTooMuch) {
    rewriteSource({.values = {{"blk.0.attn_q.weight", {1.0F, -1e9F}}}});
    EXPECT_EQ(refusal("Q4_0"),
              m_source.string() +
                  " cannot be quantised: the tensor \"blk.0.attn_q.weight\" has values up to 1e+09, "
                  "too large for Q4_0.");
    EXPECT_TRUE(quantise("BF16", m_target));
}

TEST_F(Quantise, RefusesWhatItCannotDo) {
    EXPECT_TRUE(refusal("Q2_K").starts_with("type Q2_K: it must be one of F32, ")) << refusal("Q2_K");
    EXPECT_TRUE(refusal("q4_0").starts_with("type q4_0: it must be one of "));
    EXPECT_EQ(quantise("Q4_0", m_source).error().message,
              m_source.string() + " cannot be written: it is a file that is read.");
    rewriteSource({.texts = {{"general.architecture", "llama"}}});
    EXPECT_NE(refusal("Q4_0").find("its architecture is \"llama\""), std::string::npos);
    std::ofstream(m_source) << "GGUF";
    EXPECT_NE(refusal("Q4_0").find("source.gguf"), std::string::npos);
    std::filesystem::remove(m_source);
    EXPECT_NE(refusal("Q4_0").find("source.gguf cannot be opened: No such file"), std::string::npos);
}

TEST_F(Quantise, SaysWhereTheDiskIsFullAndLeavesNothing) {
    const test::FileSizeLimit limit(200'000);
    const auto done = quantise("Q8_0", m_target);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Io);
    EXPECT_NE(done.error().message.find("target.gguf cannot be written: "), std::string::npos);
    EXPECT_EQ(filesLeft(), 0U);
}

TEST_F(Quantise, LeavesTheOldFileWhereItWasStopped) {
    std::ofstream(m_target) << "GGUF, old";
    std::stop_source stop;
    double reached = 0;
    const auto progress = [&](double fraction) {
        EXPECT_GT(fraction, reached);
        EXPECT_LE(fraction, 1);
        reached = fraction;
        if (fraction > 0.5)
            stop.request_stop();
    };
    const auto done = quantise("Q4_K_M", m_target, 2, progress, stop.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_LT(reached, 1);
    EXPECT_EQ(test::readBytes(m_target), "GGUF, old");
    EXPECT_EQ(filesLeft(), 1U);
}

} // namespace
} // namespace plm
