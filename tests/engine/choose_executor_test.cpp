// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_gpus.h"

#include <gtest/gtest.h>

namespace plm {
namespace {

using test::kShape;
using test::listedGpu;
using test::measured;

GpuRecords recordsOf(std::vector<KnownGpu> gpus) {
    return {.print = {"a driver"}, .gpus = std::move(gpus)};
}

TEST(ChooseExecutor, TakesAGpuThatWasFasterWithSuchAModel) {
    const GpuRecords records =
        recordsOf({{.device = listedGpu(0, "Card"), .measures = {measured(GpuOutcome::Faster, 80, 20)}}});
    const ExecutorChoice choice = chooseExecutor(records, kShape);
    EXPECT_EQ(choice.gpu, 0);
    EXPECT_EQ(choice.reason, "It was measured.");
    EXPECT_EQ(choice.measure->gpuSpeed, 80);
    const ExecutorChoice another = chooseExecutor(records, "another shape");
    EXPECT_FALSE(another.gpu);
    EXPECT_EQ(another.reason, "Card was not measured with such a model.");
}

TEST(ChooseExecutor, TakesTheFastest) {
    const GpuRecords records =
        recordsOf({{.device = listedGpu(0, "Slow"), .measures = {measured(GpuOutcome::Faster, 30, 20)}},
                   {.device = listedGpu(1, "Fast"), .measures = {measured(GpuOutcome::Faster, 90, 20)}},
                   {.device = listedGpu(2, "Middle"), .measures = {measured(GpuOutcome::Faster, 60, 20)}}});
    EXPECT_EQ(chooseExecutor(records, kShape).gpu, 1);
}

TEST(ChooseExecutor, NeverTakesAProcessorThatPlaysAGpu) {
    const GpuRecords records = recordsOf({{.device = listedGpu(0, "llvmpipe", GpuKind::Cpu),
                                           .measures = {measured(GpuOutcome::Faster, 90, 20)}}});
    const ExecutorChoice choice = chooseExecutor(records, kShape);
    EXPECT_FALSE(choice.gpu);
    EXPECT_EQ(choice.reason, "llvmpipe is no GPU, it computes on the processor.");
}

TEST(ChooseExecutor, TakesNoneThatIsOnRecordAsBad) {
    GpuRecords records =
        recordsOf({{.device = listedGpu(0, "Card"), .measures = {measured(GpuOutcome::Faster, 80, 20)}}});
    records.remember(0, GpuTrouble{GpuOutcome::EndedProgram, "The last start ended."});
    EXPECT_FALSE(chooseExecutor(records, kShape).gpu);
    EXPECT_EQ(chooseExecutor(records, kShape).reason, "GPU 0 is skipped: The last start ended.");
    const Status allowed = checkGpu(records, 0);
    ASSERT_FALSE(allowed);
    EXPECT_EQ(allowed.error().message, "GPU 0 is skipped: The last start ended.");
    EXPECT_TRUE(checkGpu(records, 1)) << "of which nothing is known";
    records.forgetTrouble();
    EXPECT_EQ(chooseExecutor(records, kShape).gpu, 0);
    EXPECT_TRUE(checkGpu(records, 0));
}

TEST(ChooseExecutor, TakesNoneWhereListingThemWentWrong) {
    GpuRecords records =
        recordsOf({{.device = listedGpu(0, "Card"), .measures = {measured(GpuOutcome::Faster, 80, 20)}}});
    records.remember(GpuListing{.outcome = GpuOutcome::Hung, .reason = "It hung."});
    EXPECT_FALSE(chooseExecutor(records, kShape).gpu);
    EXPECT_EQ(chooseExecutor(records, kShape).reason, "It hung.");
    EXPECT_EQ(checkGpu(records, 0).error().message, "It hung.");
}

TEST(ChooseExecutor, TakesNoneThatDisagreedOrWasSlower) {
    for (const GpuMeasure& measure :
         {measured(GpuOutcome::Slower, 10, 20), measured(GpuOutcome::Failed, 0, 0),
          measured(GpuOutcome::Faster, 10, 20)}) { // which contradicts itself
        const ExecutorChoice choice =
            chooseExecutor(recordsOf({{.device = listedGpu(0, "Card"), .measures = {measure}}}), kShape);
        EXPECT_FALSE(choice.gpu);
        EXPECT_EQ(choice.reason, measure.reason);
        EXPECT_TRUE(choice.measure);
    }
    GpuMeasure apart = measured(GpuOutcome::Faster, 80, 20);
    apart.divergence = 1;
    EXPECT_FALSE(
        chooseExecutor(recordsOf({{.device = listedGpu(0, "Card"), .measures = {apart}}}), kShape).gpu);
}

TEST(ChooseExecutor, SaysWhatTellsTheMost) {
    GpuRecords records =
        recordsOf({{.device = listedGpu(0, "llvmpipe", GpuKind::Cpu)},
                   {.device = listedGpu(1, "Slow"), .measures = {measured(GpuOutcome::Slower, 10, 20)}},
                   {.device = listedGpu(2, "New")}});
    EXPECT_EQ(chooseExecutor(records, kShape).reason, "It was measured.");
    records.remember(2, GpuTrouble{GpuOutcome::Crashed, "It crashed."});
    EXPECT_EQ(chooseExecutor(records, kShape).reason, "GPU 2 is skipped: It crashed.");
    EXPECT_EQ(chooseExecutor({}, kShape).reason, "No GPU was looked for yet.");
    EXPECT_EQ(chooseExecutor(recordsOf({}), kShape).reason, "No GPU is known here.");
}

} // namespace
} // namespace plm
