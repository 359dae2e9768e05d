// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/measure_gpu.h"
#include "gpu/probe_line.h"
#include "known_gpus.h"

#include <plm/executors.h>

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace plm::gpu {
namespace {

TEST(LargestDivergence, IsThatOfTheWorstToken) {
    const std::vector<float> logits{0, 0, 0, 0, 1, 2};
    EXPECT_EQ(largestDivergence(logits, logits, 3), 0);
    // Of two tokens, the second: from (1/4, 3/4) to (1/2, 1/2).
    const std::vector<float> wanted{0, 0, 0, std::log(3.0F)};
    const std::vector<float> got{5, 5, 1, 1};
    EXPECT_NEAR(largestDivergence(wanted, got, 2), 0.75 * std::log(1.5) + 0.25 * std::log(0.5), 1e-6);
}

TEST(LargestDivergence, IsInfiniteWhereALogitIsNoNumber) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> logits{0, 0, 0, 0};
    EXPECT_TRUE(std::isinf(largestDivergence(logits, std::vector<float>{0, nan, 0, 0}, 2)));
    EXPECT_TRUE(std::isinf(largestDivergence(logits, std::vector<float>{0, 0, nan, nan}, 2)));
}

TEST(ProbeLine, ComesBackAsItWas) {
    const std::vector<ProbeLine> lines{ProbeProgress{}, ProbeDevices{{test::listedGpu(0, "A \"card\"\n")}},
                                       ProbeMeasure{test::measured(GpuOutcome::Slower, 1, 2)},
                                       ProbeFailure{"No."}};
    for (const ProbeLine& line : lines) {
        const std::string text = toText(line);
        EXPECT_EQ(text.find('\n'), std::string::npos);
        const auto again = probeLine(text);
        ASSERT_TRUE(again) << text;
        EXPECT_EQ(again->index(), line.index());
        EXPECT_EQ(toText(*again), text);
    }
    for (const char* text : {"", "{}", "[]", "MESA: warning", R"({"devices": 7})", R"({"failure": []})"})
        EXPECT_FALSE(probeLine(text)) << text;
}

TEST(DeviceNumber, StandsBehindTheNameOfAnExecutorThatHasDevices) {
    const Executors executors = builtInExecutors();
    EXPECT_EQ(executors.find("vulkan:1").value(), executors.find("vulkan").value());
    EXPECT_EQ(deviceNumber("vulkan:12"), 12);
    EXPECT_EQ(deviceNumber("vulkan"), 0);
    for (const char* wrong : {"cpu:0", "vulkan:", "vulkan:x", "vulkan:-1", "vulkan:1x", ":1", "auto:1"})
        EXPECT_FALSE(executors.find(wrong)) << wrong;
}

} // namespace
} // namespace plm::gpu
