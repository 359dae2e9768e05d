// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_file.h"
#include "synthetic_session.h"

#include <plm/model_outline.h>
#include <plm/synthesize.h>

#include <fstream>
#include <numeric>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

/// A file, what its header tells, and sessions on it.
struct OutlinedFile {
    explicit OutlinedFile(const std::string& type) {
        const Status written = synthesize(folder / "model.gguf", smallFile(type));
        EXPECT_TRUE(written) << written.error().message;
        model = *Model::open(folder / "model.gguf");
    }
    [[nodiscard]] ModelOutline outline() const {
        return std::move(*ModelOutline::read(folder / "model.gguf"));
    }
    [[nodiscard]] std::unique_ptr<Session> open(const SessionOptions& options) const {
        return std::move(*Session::create(model, options));
    }

    TemporaryFolder folder;
    std::shared_ptr<const Model> model;
};

/// What `count` tokens behind those that are there cost, with the logits of the last.
Counters passOf(Session& session, int count) {
    std::vector<float> logits(512);
    const Counters before = session.counters();
    EXPECT_TRUE(session.evaluate(randomTokens(count), logits));
    return session.counters() - before;
}

/// Few and many tokens, so that attention takes both its ways; the reference is slow, and has one.
std::vector<int> passesOf(const ExecutorPlug& executor) {
    return executor.name == "reference" ? std::vector{1, 2} : std::vector{1, 40, 1, 150};
}

double activeShareOf(const Counters& cost) {
    const auto shares = cost.activeShares(1024);
    return std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
}

TEST(ModelOutlines, TellWhatDensePassesRead) {
    for (const char* type : {"Q8_0", "Q4_K_M", "Q4_0", "F16"}) {
        const OutlinedFile file(type);
        const ModelOutline outline = file.outline();
        for (const ExecutorPlug* executor : builtInExecutors().all()) {
            if (!executor->check())
                continue;
            const auto session = file.open({.executor = executor, .threads = 1, .sparse = false});
            for (const int tokens : passesOf(*executor)) {
                SCOPED_TRACE(std::string(type) + " " + std::string(executor->name));
                const PassShape shape{.tokens = tokens, .depth = session->position(), .sparse = false};
                const PassNeed expected = outline.pass(*executor, shape);
                const Counters cost = passOf(*session, tokens);
                for (const Part part : kAllParts)
                    EXPECT_EQ(expected.weights[static_cast<std::size_t>(part)],
                              static_cast<double>(cost.weightBytesOf(part)))
                        << toString(part) << " of " << tokens;
            }
        }
    }
}

/// Neurons are expected to fire each by itself, so that it is exact on average only.
TEST(ModelOutlines, TellWhatIsReadWhereNeuronsAreLeftOut) {
    for (const char* type : {"Q8_0", "Q4_K_M", "Q4_0", "F16"}) {
        const OutlinedFile file(type);
        const ExecutorPlug& cpu = *executorNamed("cpu");
        const auto session = file.open({.executor = &cpu});
        for (const int depth : {0, 300}) {
            if (depth > 0)
                passOf(*session, depth);
            const Counters before = session->counters();
            for (int i = 0; i < 20; ++i)
                passOf(*session, 1);
            const Counters cost = session->counters() - before;
            const PassNeed expected =
                file.outline().pass(cpu, {.depth = depth, .activeShare = activeShareOf(cost)});
            const auto down = static_cast<std::size_t>(Part::Down);
            EXPECT_NEAR(expected.weights[down], static_cast<double>(cost.weightBytes[down]) / 20,
                        0.03 * expected.weights[down])
                << type;
            const PassNeed dense = file.outline().pass(cpu, {.depth = depth, .sparse = false});
            EXPECT_LT(expected.weights[down], 0.5 * dense.weights[down]) << type;
        }
    }
}

TEST(ModelOutlines, TellMemoryAsASessionDoes) {
    const OutlinedFile file("Q4_K_M");
    const ModelOutline outline = file.outline();
    EXPECT_EQ(outline.hyper().feedForward, 1024);
    for (const ExecutorPlug* executor : builtInExecutors().all()) {
        if (!executor->check())
            continue;
        const SessionMemory memory = file.open({.executor = executor})->memory();
        EXPECT_EQ(outline.memory(*executor).laidOutWeights, memory.laidOutWeights) << executor->name;
        EXPECT_EQ(outline.memory(*executor).deviceWeights, memory.device.weights) << executor->name;
    }
    const std::uint64_t bytes = std::filesystem::file_size(file.folder / "model.gguf");
    EXPECT_LT(outline.tensorBytes(), bytes);
    EXPECT_GE(outline.vocabularyBytes(), bytes - outline.tensorBytes()) << "what stands before the tensors";
}

TEST(ModelOutlines, RefuseWhatIsNoModel) {
    const TemporaryFolder folder;
    EXPECT_EQ(ModelOutline::read(folder / "none.gguf").error().kind, ErrorKind::NotFound);
    std::ofstream(folder / "text.gguf") << "no model";
    EXPECT_EQ(ModelOutline::read(folder / "text.gguf").error().kind, ErrorKind::BadFile);
}

} // namespace
