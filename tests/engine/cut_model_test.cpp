// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A model's file, or one of kept weights, that another program cuts short while it is in use: an error that
// names the file, wherever the engine is at the time.
#include "synthetic_session.h"

#include <plm/engine.h>
#include <plm/quantise.h>

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

namespace fs = std::filesystem;
using testing::EndsWith;
using testing::StartsWith;

class CutModel : public testing::Test {
protected:
    void SetUp() override {
        test::SyntheticShape shape;
        shape.embedding = 256; // several pages for each matrix
        shape.feedForward = 512;
        const auto written = test::writeSyntheticModel(path, shape);
        ASSERT_TRUE(written) << written.error().message;
    }
    static void cut(const fs::path& file) { fs::resize_file(file, 0); }
    static void expectShorter(const Status& status, const fs::path& file) {
        ASSERT_FALSE(status);
        EXPECT_THAT(status.error().message, StartsWith(file.string()));
        EXPECT_THAT(status.error().message, EndsWith(" became shorter while it was in use."));
    }
    /// Writes the model in 8 bits, which the CPU executor lays out, in the place of the other.
    void quantise() const {
        const auto small = folder / "small.gguf";
        auto quantisation = Quantisation::prepare(path, {.type = "Q8_0", .threads = 2});
        ASSERT_TRUE(quantisation) << quantisation.error().message;
        ASSERT_TRUE(quantisation->write(small));
        fs::rename(small, path);
    }
    [[nodiscard]] std::unique_ptr<Session> open(const SessionOptions& options = {}) const {
        const auto model = Model::open(path);
        EXPECT_TRUE(model) << model.error().message;
        auto session = Session::create(*model, options);
        EXPECT_TRUE(session) << session.error().message;
        return std::move(*session);
    }
    template <class T>
    static Status statusOf(const Result<T>& result) {
        return result ? Status() : tl::unexpected(result.error());
    }

    test::TemporaryFolder folder;
    fs::path path = folder / "model.gguf";
};

class CutExecutor : public CutModel, public testing::WithParamInterface<const ExecutorPlug*> {};

TEST_P(CutExecutor, AnAnswerFailsAndWhatWasReadBeforeStays) {
    if (!GetParam()->check())
        GTEST_SKIP();
    const auto session = open({.executor = GetParam(), .threads = 2});
    ASSERT_TRUE(session->evaluate(test::randomTokens(3), {}));
    cut(path);
    expectShorter(session->evaluate(test::randomTokens(40), {}), path);
    expectShorter(statusOf(session->generate(test::randomTokens(20), {})), path);
    EXPECT_LE(session->position(), 3);
}

INSTANTIATE_TEST_SUITE_P(All, CutExecutor, testing::ValuesIn(builtInExecutors().all()));

TEST_F(CutModel, AlsoWhereNearlyAllIsInMemory) {
    quantise();
    const auto session = open();
    ASSERT_TRUE(session->evaluate(test::randomTokens(3), {}));
    cut(path);
    expectShorter(session->evaluate(test::randomTokens(1), {}), path);
    EXPECT_EQ(session->position(), 3);
}

TEST_F(CutModel, InTheMiddleOfAnAnswer) {
    const auto session = open();
    GenerationOptions options;
    options.maxTokens = 200;
    int tokens = 0;
    const GenerationCallbacks callbacks{{}, [&](std::string_view, int) {
                                            if (++tokens == 3)
                                                cut(path);
                                            return true;
                                        }};
    expectShorter(statusOf(session->generate(test::randomTokens(20), options, callbacks)), path);
    EXPECT_GE(tokens, 3);
    EXPECT_LT(tokens, 100);
}

TEST_F(CutModel, WhileItIsLaidOut) {
    quantise();
    const auto model = Model::open(path);
    ASSERT_TRUE(model);
    bool isCut = false;
    const auto cutOnce = [&](double) {
        if (!std::exchange(isCut, true))
            cut(path);
    };
    expectShorter(statusOf(Session::create(*model, {}, cutOnce)), path);
    EXPECT_TRUE(isCut);
}

TEST_F(CutModel, WhileItIsQuantised) {
    auto quantisation = Quantisation::prepare(path, {.type = "Q8_0", .threads = 2});
    ASSERT_TRUE(quantisation) << quantisation.error().message;
    const auto out = folder / "out.gguf";
    expectShorter(quantisation->write(out,
                                      [&](double fraction) {
                                          if (fraction > 0)
                                              cut(path);
                                      }),
                  path);
    EXPECT_FALSE(fs::exists(out));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "nothing is left";
}

TEST_F(CutModel, WhileItIsCopied) {
    auto quantisation = Quantisation::prepare(path, {.type = "F32", .threads = 1});
    ASSERT_TRUE(quantisation) << quantisation.error().message;
    cut(path);
    expectShorter(quantisation->write(folder / "out.gguf"), path);
}

TEST_F(CutModel, BeforeACacheIsSavedOrRestored) {
    const auto saved = folder / "saved.plmcache";
    const auto first = open();
    const auto second = open();
    ASSERT_TRUE(first->evaluate(test::randomTokens(3), {}));
    ASSERT_TRUE(first->save(saved));
    ASSERT_TRUE(second->evaluate(test::randomTokens(3), {}));
    cut(path);
    expectShorter(second->save(folder / "other.plmcache"), path);
    EXPECT_FALSE(fs::exists(folder / "other.plmcache"));
    expectShorter(statusOf(second->restore(saved)), path);
}

TEST_F(CutModel, KeptWeightsToo) {
    quantise();
    SessionOptions options;
    options.keptWeights = {.folder = folder / "kept", .budgetBytes = std::uint64_t{1} << 30, .leastBytes = 0};
    {
        const auto session = open(options);
        session->keepWeights();
        session->awaitKeptWeights();
    }
    const auto session = open(options);
    ASSERT_TRUE(session->weightsAreKept());
    ASSERT_TRUE(session->evaluate(test::randomTokens(3), {}));
    cut(fs::directory_iterator(folder / "kept")->path());
    const Status read = session->evaluate(test::randomTokens(5), {});
    expectShorter(read, folder / "kept");
    EXPECT_EQ(session->position(), 3);
}

} // namespace
} // namespace plm
