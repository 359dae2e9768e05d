// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "damage.h"
#include "model/number_check.h"
#include "synthetic_session.h"

#include <plm/model_file.h>
#include <plm/quantise.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>

namespace {

using namespace plm;
using namespace plm::test;

/// The bytes of a NaN, or of −∞: as a value, or as the scale that a block of Q8_0 begins with.
std::string noNumber(const std::string& type, bool isInfinity) {
    if (type == "F32")
        return {isInfinity ? "\x00\x00\x80\xFF" : "\x01\x00\xC0\x7F", 4};
    if (type == "BF16")
        return {isInfinity ? "\x80\xFF" : "\xC1\x7F", 2};
    return {isInfinity ? "\x00\xFC" : "\x01\x7E", 2};
}

/// A model of `type` in which one tensor's first value (or block) is no number.
class Spoiled {
public:
    explicit Spoiled(const std::string& type) {
        const auto source = m_folder / "source.gguf";
        EXPECT_TRUE(
            writeSyntheticModel(source, {.type = type == "F32" ? quant::Type::F32 : quant::Type::F16}));
        auto quantisation = Quantisation::prepare(source, {.type = type});
        EXPECT_TRUE(quantisation) << quantisation.error().message;
        EXPECT_TRUE(quantisation->write(m_path));
        m_sound = readBytes(m_path);
        m_tensors = ModelFile::read(m_path)->tensors;
        m_data = m_sound.size() - (m_tensors.back().offset + m_tensors.back().bytes); // no padding at the end
    }

    [[nodiscard]] const std::vector<TensorEntry>& tensors() const { return m_tensors; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    void spoil(const TensorEntry& tensor, bool isInfinity) const {
        std::string bytes = m_sound;
        const std::string spoiled = noNumber(tensor.type, isInfinity);
        bytes.replace(m_data + tensor.offset, spoiled.size(), spoiled);
        std::ofstream(m_path, std::ios::binary) << bytes;
    }

    /// Writes `value` over some bytes of a tensor of float32 numbers.
    void fill(const TensorEntry& tensor, std::size_t first, std::size_t count, float value) const {
        std::string bytes = m_sound;
        for (std::size_t at = first; at < first + count; at += sizeof value)
            std::memcpy(bytes.data() + m_data + tensor.offset + at, &value, sizeof value);
        std::ofstream(m_path, std::ios::binary) << bytes;
    }

    /// What comes of reading the token whose embedding is the first row.
    [[nodiscard]] Status evaluate(const ExecutorPlug* executor) const {
        auto model = Model::open(m_path);
        if (!model)
            return tl::unexpected(model.error());
        auto session = Session::create(*model, {.executor = executor});
        if (!session)
            return tl::unexpected(session.error());
        const std::vector<TokenId> tokens{0, 65, 66};
        std::vector<float> logits(kSyntheticVocabulary);
        return (*session)->evaluate(tokens, logits);
    }

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder / "model.gguf";
    std::string m_sound;
    std::vector<TensorEntry> m_tensors;
    std::size_t m_data = 0;
};

class NumberCheck : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Formats, NumberCheck, testing::Values("F32", "F16", "BF16", "Q8_0"),
                         [](const testing::TestParamInfo<const char*>& type) {
                             return std::string(type.param);
                         });

TEST_P(NumberCheck, EveryExecutorRefusesEveryTensorThatHoldsNone) {
    const Spoiled file(GetParam());
    for (const TensorEntry& tensor : file.tensors())
        for (const bool isInfinity : {false, true}) {
            file.spoil(tensor, isInfinity);
            for (const ExecutorPlug* executor : builtInExecutors().all()) {
                if (!executor->check())
                    continue;
                const Status done = file.evaluate(executor);
                ASSERT_FALSE(done) << tensor.name << " by " << executor->name;
                EXPECT_EQ(done.error().kind, ErrorKind::BadFile);
                EXPECT_NE(done.error().message.find("not a number"), std::string::npos)
                    << done.error().message;
                EXPECT_NE(done.error().message.find(tensor.name), std::string::npos) << done.error().message;
            }
        }
}

TEST_P(NumberCheck, QuantisingRefusesEveryTensorThatHoldsNone) {
    const Spoiled file(GetParam());
    for (const TensorEntry& tensor : file.tensors()) {
        file.spoil(tensor, false);
        for (const char* type : {GetParam(), "Q4_0"}) { // a copy, and another format
            auto quantisation = Quantisation::prepare(file.path(), {.type = type});
            ASSERT_TRUE(quantisation);
            const auto target = file.path().parent_path() / "target.gguf";
            const Status done = quantisation->write(target);
            ASSERT_FALSE(done) << tensor.name << " to " << type;
            EXPECT_NE(done.error().message.find(tensor.name), std::string::npos) << done.error().message;
            EXPECT_FALSE(std::filesystem::exists(target));
        }
    }
}

/// Sums of numbers can overflow: then the output says so, and nothing of it stays in the cache.
TEST(NumberCheck, OutputThatIsNoNumberIsAnError) {
    const Spoiled file("F32");
    const TensorEntry& norm = file.tensors()[1];
    ASSERT_EQ(norm.name, "output_norm.weight");
    file.fill(norm, 0, norm.bytes, std::numeric_limits<float>::max());
    const auto model = Model::open(file.path());
    ASSERT_TRUE(model) << model.error().message;
    for (const ExecutorPlug* executor : builtInExecutors().all()) {
        if (!executor->check())
            continue;
        const auto session = Session::create(*model, {.executor = executor});
        ASSERT_TRUE(session);
        std::vector<float> logits(kSyntheticVocabulary);
        const Status read = (*session)->evaluate(randomTokens(5), logits);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().message,
                  file.path().string() + ": The model's output is not a number; the file may be damaged.");
        EXPECT_EQ((*session)->position(), 0);
        EXPECT_FALSE((*session)->generate(randomTokens(5), {}));
    }
}

/// One logit of all, which a sampler would not have chosen.
TEST(NumberCheck, OneLogitThatIsNoNumberIsAnError) {
    const Spoiled file("F32");
    const auto head = std::ranges::find(file.tensors(), "token_embd.weight", &TensorEntry::name);
    ASSERT_NE(head, file.tensors().end());
    const std::size_t row = head->bytes / kSyntheticVocabulary;
    for (const float large : {std::numeric_limits<float>::max(), -std::numeric_limits<float>::max()}) {
        file.fill(*head, 200 * row, row, large);
        const auto model = Model::open(file.path());
        ASSERT_TRUE(model) << model.error().message;
        for (const ExecutorPlug* executor : builtInExecutors().all()) {
            if (!executor->check())
                continue;
            const auto session = Session::create(*model, {.executor = executor});
            ASSERT_TRUE(session);
            for (const float temperature : {0.0F, 0.8F}) {
                GenerationOptions options = greedy(5);
                options.sampling.temperature = temperature;
                const auto answer = (*session)->generate(randomTokens(5), options);
                ASSERT_FALSE(answer) << executor->name;
                EXPECT_EQ(answer.error().message,
                          file.path().string() +
                              ": The model's output is not a number; the file may be damaged.");
                EXPECT_EQ((*session)->position(), 0);
            }
        }
    }
}

TEST(NumberCheck, KnowsNumbers) {
    const float largest = std::numeric_limits<float>::max();
    EXPECT_TRUE(areNumbers(std::vector<float>{0, -0.0F, 1e-45F, largest, -largest}));
    for (const float wrong :
         {std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity(),
          std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::signaling_NaN()})
        for (std::size_t place = 0; place < 70; ++place) {
            std::vector<float> values(70, 1.0F);
            values[place] = wrong;
            EXPECT_FALSE(areNumbers(values)) << place;
        }
    EXPECT_TRUE(areNumbers({}));
}

} // namespace
