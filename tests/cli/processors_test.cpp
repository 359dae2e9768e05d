// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Processors that this program may not use, as `taskset` or a service's settings say, get no threads.
#include "program.h"
#include "scripted_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sched.h>

namespace peripheral::cli {
namespace {

/// Lets this thread, and the programs that it starts, use one processor.
class OneProcessor : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(::sched_getaffinity(0, sizeof m_before, &m_before), 0);
        if (CPU_COUNT(&m_before) < 2)
            GTEST_SKIP() << "There is only one processor to begin with.";
        int first = 0;
        while (!CPU_ISSET(first, &m_before))
            ++first;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(first, &one);
        ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
        writeScriptedModel(m_model, "Yes.");
    }
    void TearDown() override { ::sched_setaffinity(0, sizeof m_before, &m_before); }

    const ScratchFolder m_scratch;
    const std::string m_model = m_scratch.path("model.gguf");
    cpu_set_t m_before{};
};

TEST_F(OneProcessor, IsUsedByOneThread) {
    const Ended answer = run({"generate", "--model", m_model, "--prompt", "x", "--json"});
    EXPECT_EQ(nlohmann::json::parse(answer.out).at("statistics").at("threads"), 1);
    EXPECT_EQ(answer.err, "");
    const Ended bench = run({"bench", "--json", "--model", m_model, "-p", "2", "-n", "0", "-r", "1"});
    EXPECT_EQ(nlohmann::json::parse(bench.out).at(0).at("n_threads"), 1);
}

TEST_F(OneProcessor, IsAllThatMoreThreadsGet) {
    const auto note =
        testing::HasSubstr("--threads 2: more than this program may use of this machine; it uses 1.\n");
    EXPECT_THAT(run({"generate", "--model", m_model, "--prompt", "x", "--threads", "2"}).err, note);
    EXPECT_THAT(run({"quantize", "--in", m_model, "--type", "F16", "--threads", "2", "--out",
                     m_scratch.path("q.gguf")})
                    .err,
                note);
}

} // namespace
} // namespace peripheral::cli
