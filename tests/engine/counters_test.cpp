// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "synthetic_session.h"

#include <plm/model_file.h>
#include <plm/synthesize.h>

#include <chrono>
#include <numeric>

namespace {

using namespace plm;
using namespace plm::test;

/// Bytes of the file's tensors whose names end in one of `endings`.
std::uint64_t tensorBytes(const Model& model, const std::vector<std::string>& endings) {
    const auto file = ModelFile::read(model.info().path);
    EXPECT_TRUE(file) << file.error().message;
    std::uint64_t bytes = 0;
    for (const TensorEntry& tensor : file->tensors)
        for (const std::string& ending : endings)
            if (tensor.name.ends_with(ending + ".weight"))
                bytes += tensor.bytes;
    return bytes;
}

/// What `tokens` cost in a session, with the logits of the last.
Counters costOf(Session& session, std::span<const TokenId> tokens) {
    std::vector<float> logits(static_cast<std::size_t>(session.model().info().hyper.vocabulary));
    const Counters before = session.counters();
    EXPECT_TRUE(session.evaluate(tokens, logits));
    return session.counters() - before;
}

TEST(Counters, WeightsAreTheTensorsOfTheFile) {
    const SyntheticSession models;
    const Model& model = *models.model();
    for (const ExecutorPlug* kind : builtInExecutors().all()) {
        if (!kind->check())
            continue;
        SCOPED_TRACE(kind->name);
        const auto session = models.open({.executor = kind, .sparse = false});
        // In neuron order a slice has 128 rows, twice as many as there are.
        const int slices = kind->name == std::string_view("cpu") ? 2 : 1;
        for (const int count : {1, 5}) { // which read the weights once, too
            const Counters cost = costOf(*session, randomTokens(count));
            EXPECT_EQ(cost.tokens, static_cast<std::uint64_t>(count));
            EXPECT_EQ(cost.weightBytesOf(Part::Embedding), static_cast<std::uint64_t>(count) * 64 * 4);
            EXPECT_EQ(cost.weightBytesOf(Part::Projections),
                      tensorBytes(model, {"attn_q", "attn_kv_a_mqa", "attn_output"}));
            EXPECT_EQ(cost.weightBytesOf(Part::Attention), tensorBytes(model, {"attn_kv_b"}));
            EXPECT_EQ(cost.weightBytesOf(Part::Up), tensorBytes(model, {"ffn_up"}));
            EXPECT_EQ(cost.weightBytesOf(Part::Down), slices * tensorBytes(model, {"ffn_down"}));
            EXPECT_EQ(cost.weightBytesOf(Part::Head), tensorBytes(model, {"token_embd"}));
            EXPECT_EQ(cost.denseBytesRead(), cost.bytesRead()) << "nothing was skipped";
        }
        ASSERT_TRUE(session->evaluate(randomTokens(3), {}));
        EXPECT_EQ(session->counters().weightBytesOf(Part::Head), 2 * tensorBytes(model, {"token_embd"}))
            << "which nobody asked for";
    }
}

TEST(Counters, TheCacheIsReadUpToTheLastToken) {
    const SyntheticSession models;
    for (const ExecutorPlug* kind : builtInExecutors().all()) {
        if (!kind->check())
            continue;
        const auto session = models.open({.executor = kind});
        const std::uint64_t token = session->cacheBytesPerToken();
        EXPECT_EQ(costOf(*session, randomTokens(7)).cacheBytes, 7 * token) << kind->name;
        EXPECT_EQ(costOf(*session, randomTokens(1)).cacheBytes, 8 * token) << kind->name;
    }
}

TEST(Counters, SumUpAndOnlyGrow) {
    const SyntheticSession models;
    for (const ExecutorPlug* kind : builtInExecutors().all()) {
        if (!kind->check())
            continue;
        SCOPED_TRACE(kind->name);
        const auto session = models.open({.executor = kind});
        const auto start = std::chrono::steady_clock::now();
        const Counters first = costOf(*session, randomTokens(20));
        const Counters second = costOf(*session, randomTokens(1));
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
        const Counters& all = session->counters();
        EXPECT_EQ(all.bytesRead(), first.bytesRead() + second.bytesRead());
        Counters sum = first;
        sum += second;
        EXPECT_EQ(sum.tokens, all.tokens);
        EXPECT_EQ(sum.activeNeurons, all.activeNeurons);
        EXPECT_EQ(sum.weightBytes, all.weightBytes);
        EXPECT_EQ(sum.denseBytesRead(), all.denseBytesRead());
        EXPECT_EQ(second.bytesReadPerToken(), static_cast<double>(second.bytesRead()));
        EXPECT_EQ(all.activeNeurons[1], first.activeNeurons[1] + second.activeNeurons[1]);
        double seconds = 0;
        for (const Part part : kAllParts) {
            EXPECT_GT(first.secondsOf(part), 0) << toString(part);
            EXPECT_NEAR(all.secondsOf(part), first.secondsOf(part) + second.secondsOf(part), 1e-9);
            seconds += all.secondsOf(part);
        }
        EXPECT_LE(seconds, passed.count()) << "each moment belongs to one part";
    }
}

TEST(Counters, AnAnswerTellsWhatWritingItCost) {
    const SyntheticSession models;
    GenerationOptions options;
    options.maxTokens = 5;
    const auto answer = models.open()->generate(randomTokens(20), options);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->statistics.decoding.tokens, answer->tokens.size() - 1) << "the prompt gave the first";
    EXPECT_EQ(answer->statistics.decoding.activeShares(96), answer->statistics.activeByLayer);
}

TEST(Counters, EachEvaluationOfAnAnswerIsToldOf) {
    const SyntheticSession models;
    const auto session = models.open({.pieceTokens = 16});
    std::vector<AnswerReading> readings;
    GenerationCallbacks callbacks;
    callbacks.onReading = [&](const AnswerReading& reading) { readings.push_back(reading); };
    const auto answer = session->generate(randomTokens(40), greedy(30), callbacks);
    ASSERT_TRUE(answer);
    Counters prompt;
    Counters writing;
    int guesses = 0;
    for (const AnswerReading& reading : readings) {
        (reading.ofPrompt ? prompt : writing) += reading.cost;
        guesses += reading.guesses;
        EXPECT_LE(reading.context, 40 + 30);
    }
    ASSERT_GT(readings.size(), 3U);
    EXPECT_EQ(readings[0].context, 16);
    EXPECT_EQ(readings[2].context, 40);
    EXPECT_FALSE(readings[3].ofPrompt);
    EXPECT_EQ(prompt.tokens, 40U);
    EXPECT_EQ(guesses, answer->statistics.drafted);
    EXPECT_EQ(writing.tokens, answer->statistics.decoding.tokens);
    EXPECT_EQ(writing.activeNeurons, answer->statistics.decoding.activeNeurons);
    EXPECT_EQ(writing.bytesRead(), answer->statistics.decoding.bytesRead());
    const std::size_t told = readings.size();
    ASSERT_TRUE(session->evaluate(randomTokens(3), {}));
    EXPECT_EQ(readings.size(), told) << "what comes after the answer is no part of it";
}

/// A Q8_0 file whose rows fill tiles and slices, so that nothing is padded: its codes take a byte each.
class SkippedNeurons : public testing::Test {
protected:
    void SetUp() override {
        SynthesisOptions options;
        options.shape = {.layers = 2,
                         .embedding = 256,
                         .feedForward = 512,
                         .heads = 2,
                         .latentRank = 64,
                         .noPositionWidth = 32,
                         .rotaryWidth = 16,
                         .valueWidth = 32,
                         .vocabulary = 512,
                         .contextLength = 64,
                         .rotaryBase = 10000,
                         .normEpsilon = 1e-6F};
        options.sparsity = 0.2; // every group of 32 has active neurons
        const auto path = m_folder / "model.gguf";
        const Status written = synthesize(path, options);
        ASSERT_TRUE(written) << written.error().message;
        m_model = *Model::open(path);
    }
    [[nodiscard]] std::unique_ptr<Session> open(bool sparse) const {
        return std::move(*Session::create(m_model, {.sparse = sparse}));
    }

    TemporaryFolder m_folder;
    std::shared_ptr<const Model> m_model;
};

TEST_F(SkippedNeurons, AreNotCounted) {
    const TokenId token = 65;
    const Counters dense = costOf(*open(false), {&token, 1});
    const Counters sparse = costOf(*open(true), {&token, 1});
    EXPECT_EQ(dense.weightBytesOf(Part::Down), tensorBytes(*m_model, {"ffn_down"}));
    EXPECT_EQ(sparse.activeNeurons, dense.activeNeurons);
    EXPECT_EQ(dense.skippedBytes, 0U);
    EXPECT_EQ(sparse.denseBytesRead(), dense.bytesRead());
    const std::uint64_t active =
        std::accumulate(sparse.activeNeurons.begin(), sparse.activeNeurons.end(), std::uint64_t{0});
    ASSERT_LT(active, 2U * 512);
    EXPECT_EQ(dense.weightBytesOf(Part::Down) - sparse.weightBytesOf(Part::Down), (2 * 512 - active) * 256)
        << "a byte for each output row of each inactive neuron";
    for (const Part part : {Part::Projections, Part::Attention, Part::Up, Part::Head})
        EXPECT_EQ(sparse.weightBytesOf(part), dense.weightBytesOf(part)) << toString(part);
    EXPECT_EQ(dense.weightBytesOf(Part::Projections),
              tensorBytes(*m_model, {"attn_q", "attn_kv_a_mqa", "attn_output"}));
    EXPECT_EQ(dense.weightBytesOf(Part::Up), tensorBytes(*m_model, {"ffn_up"}));
    EXPECT_EQ(dense.weightBytesOf(Part::Head), tensorBytes(*m_model, {"token_embd"}));
}

TEST_F(SkippedNeurons, AndMemoryIsToldByPart) {
    const auto session = open(true);
    const auto tokens = std::vector<TokenId>(10, 66);
    costOf(*session, tokens);
    const SessionMemory memory = session->memory();
    EXPECT_EQ(memory.mapped, std::filesystem::file_size(m_model->info().path));
    EXPECT_LE(memory.mappedResident, memory.mapped + 4096);
    EXPECT_GE(memory.laidOutWeights, tensorBytes(*m_model, {"ffn_up", "ffn_down", "attn_q"}));
    EXPECT_EQ(memory.cacheReserved, 64U * 2 * (64 + 16) * 2);
    EXPECT_EQ(memory.cacheUsed, 10U * 2 * (64 + 16) * 2) << "tokens × layers × (r+p) × 2";
    EXPECT_EQ(memory.cacheExpanded, 10U * 2 * 2 * (32 + 16 + 32) * 2)
        << "tokens × layers × heads × (n+p+v) × 2";
}

TEST(Profile, TheFilesPagesAreResidentWhereTheyAreUsed) {
    const SyntheticSession models;
    const SessionMemory memory = models.open()->memory();
    EXPECT_GT(memory.mappedResident, 0U) << "float32 weights are used where the file maps them";
    EXPECT_EQ(memory.laidOutWeights, 2U * 128 * 96 * 4)
        << "ffn_down alone: layers × rows of a slice × neurons × 4";
    EXPECT_EQ(plm18B().expandedBytesPerToken(), 327680U) << "against 36,864 of latents: 8.9 times";
}

} // namespace
