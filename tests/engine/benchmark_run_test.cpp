// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "gguf/file.h"
#include "gguf/writer.h"
#include "synthetic_session.h"

#include <plm/benchmark_run.h>
#include <plm/sha256.h>
#include <plm/synthesize.h>

#include <filesystem>
#include <gmock/gmock.h>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;
using Step = BenchProgress::Step;
using testing::ElementsAre;
using testing::HasSubstr;

/// A model in a folder of its own.
class BenchmarkRun : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(writeSyntheticModel(model)); }

    [[nodiscard]] BenchSetup setup() const {
        BenchSetup made;
        made.model = model;
        made.session.contextLength = 20;
        made.session.threads = 1;
        return made;
    }

    const TemporaryFolder folder;
    const std::filesystem::path model = folder / "model.gguf";
};

TEST_F(BenchmarkRun, TellsWhatItsTestsHaveInCommon) {
    BenchWatch watch;
    BenchSetup setup = this->setup();
    setup.session.cache = CacheType::F32;
    setup.secondsBefore = 1000;
    auto bench = beginBench(setup, watch.control());
    ASSERT_TRUE(bench) << bench.error().message;
    EXPECT_EQ(bench->session->position(), 0);
    EXPECT_EQ(bench->session->contextLength(), 20);
    const BenchRun& run = bench->run;
    EXPECT_EQ(run.file.path, model);
    EXPECT_EQ(run.info.hyper.vocabulary, static_cast<int>(kSyntheticVocabulary));
    EXPECT_EQ(run.options.cache, CacheType::F32);
    EXPECT_EQ(run.options.executor, &builtInExecutors().automatic());
    EXPECT_EQ(run.threads, 1);
    EXPECT_EQ(run.cacheBytesPerToken, bench->session->cacheBytesPerToken());
    EXPECT_NE(run.cold.has_value(), !run.notCold.empty()) << "one of them";
    EXPECT_GT(run.warm.load, 0);
    EXPECT_GT(run.warm.firstToken, 1000 + run.warm.load);
    EXPECT_FALSE(run.kept);
    EXPECT_EQ(watch.steps().front(), Step::Loading);
    EXPECT_EQ(watch.steps().back(), Step::Ended);
}

TEST_F(BenchmarkRun, EndsWithWhatTheTestsHaveLeftBehind) {
    BenchWatch watch;
    auto bench = beginBench(setup(), {});
    ASSERT_TRUE(bench) << bench.error().message;
    const Status ended = endBench(*bench, watch.control());
    ASSERT_TRUE(ended) << ended.error().message;
    const BenchRun& run = bench->run;
    EXPECT_GT(run.readBandwidth, 0);
    EXPECT_EQ(run.modelHash, sha256OfFile(model).value());
    ASSERT_TRUE(run.memory);
    EXPECT_GT(run.memory->peakResident, 0U);
    EXPECT_EQ(run.sessionMemory.mapped, std::filesystem::file_size(model));
    EXPECT_THAT(watch.steps(), ElementsAre(Step::MeasuringMemory, Step::Hashing, Step::Ended));
    EXPECT_EQ(watch.told()[watch.told().size() - 2].fraction, 1);
}

TEST_F(BenchmarkRun, MayHaveALongerContextThanTheModelWasMadeFor) {
    BenchSetup longer = setup();
    longer.session.contextLength = 300;
    const auto bench = beginBench(longer, {});
    ASSERT_TRUE(bench) << bench.error().message;
    EXPECT_EQ(bench->session->contextLength(), 300);
}

/// The first run writes what it then starts with.
TEST_F(BenchmarkRun, StartsWithKeptWeights) {
    SynthesisOptions options;
    options.shape = {.layers = 1,
                     .embedding = 512,
                     .feedForward = 512,
                     .heads = 2,
                     .latentRank = 64,
                     .noPositionWidth = 32,
                     .rotaryWidth = 16,
                     .valueWidth = 128,
                     .vocabulary = 512,
                     .contextLength = 64,
                     .rotaryBase = 10000,
                     .normEpsilon = 1e-6F};
    ASSERT_TRUE(synthesize(model, options));
    BenchSetup keeping = setup();
    keeping.session.keptWeights = {.folder = folder / "kept", .leastBytes = 0};
    for (const bool isFirst : {true, false}) {
        BenchWatch watch;
        const auto bench = beginBench(keeping, watch.control());
        ASSERT_TRUE(bench) << bench.error().message;
        ASSERT_TRUE(bench->run.kept);
        EXPECT_GE(bench->run.kept->firstToken, bench->run.kept->load);
        EXPECT_TRUE(bench->session->weightsAreKept());
        EXPECT_THAT(watch.steps(), testing::Contains(Step::KeepingWeights));
        EXPECT_TRUE(bench->run.options.keptWeights.folder.empty()) << isFirst;
    }
    keeping.session.keptWeights = {.folder = folder / "nothing"}; // with the least that is usual
    const auto small = beginBench(keeping, {});
    ASSERT_TRUE(small) << small.error().message;
    EXPECT_FALSE(small->run.kept) << "which is not worth it";
}

TEST_F(BenchmarkRun, IsCancelledWhileItLoadsAndWhileItEnds) {
    BenchWatch loading([](const BenchProgress& now) { return now.step == Step::Loading; });
    const auto stopped = beginBench(setup(), loading.control());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
    auto bench = beginBench(setup(), {});
    ASSERT_TRUE(bench) << bench.error().message;
    BenchWatch ending([](const BenchProgress& now) { return now.step == Step::MeasuringMemory; });
    const Status cancelled = endBench(*bench, ending.control());
    ASSERT_FALSE(cancelled);
    EXPECT_EQ(cancelled.error().kind, ErrorKind::Cancelled);
    std::vector<float> logits(kSyntheticVocabulary);
    EXPECT_TRUE(bench->session->evaluate(std::vector<TokenId>{1, 2}, logits)) << "the session goes on";
}

TEST_F(BenchmarkRun, NamesAModelThatIsNotThere) {
    BenchSetup nowhere = setup();
    nowhere.model = folder / "nowhere.gguf";
    const auto refused = beginBench(nowhere, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
    EXPECT_THAT(refused.error().message, HasSubstr("nowhere.gguf"));
}

/// Writes `sound` anew with a template that nobody knows.
void writeWithUnknownTemplate(const std::filesystem::path& sound, const std::filesystem::path& target) {
    const auto file = gguf::File::open(sound);
    gguf::Contents contents;
    for (const gguf::Entry& entry : file->metadata())
        contents.add(entry);
    contents.add("tokenizer.chat_template", std::string("[INST] {{ messages }} [/INST]"));
    for (const gguf::Tensor& tensor : file->tensors())
        contents.addTensor(tensor.name, *tensor.format, tensor.dimensions);
    auto writer = gguf::Writer::create(target, contents);
    ASSERT_TRUE(writer) << writer.error().message;
    for (const gguf::Contents::TensorPlace& tensor : contents.tensors())
        ASSERT_TRUE(writer->append(std::vector<std::byte>(tensor.bytes)));
    ASSERT_TRUE(writer->finish());
}

TEST_F(BenchmarkRun, HandsOnWhatTheModelHasToSay) {
    BenchSetup odd = setup();
    odd.model = folder / "odd.gguf";
    writeWithUnknownTemplate(model, odd.model);
    std::vector<std::string> sentences;
    odd.notice = [&](const std::string& sentence) { sentences.push_back(sentence); };
    const auto bench = beginBench(odd, {});
    ASSERT_TRUE(bench) << bench.error().message;
    EXPECT_EQ(sentences.size(), bench->run.cold ? 2U : 1U) << "each time that it is opened";
    EXPECT_EQ(sentences.at(0), bench->run.info.notice);
    odd.notice = {};
    EXPECT_TRUE(beginBench(odd, {})) << "which nobody need hear";
}

} // namespace
