// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "synthetic_session.h"

#include <plm/profile_run.h>
#include <plm/sha256.h>
#include <plm/synthesize.h>

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;
using Step = BenchProgress::Step;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// The smallest shape there is a vocabulary for.
SynthesisOptions smallModel() {
    SynthesisOptions options;
    options.shape = {.layers = 2,
                     .embedding = 128,
                     .feedForward = 256,
                     .heads = 2,
                     .latentRank = 64,
                     .noPositionWidth = 32,
                     .rotaryWidth = 16,
                     .valueWidth = 64,
                     .vocabulary = 512,
                     .contextLength = 64,
                     .rotaryBase = 10000,
                     .normEpsilon = 1e-6F};
    return options;
}

/// A model in a folder of its own, which does not say that it is synthetic.
class ProfileRuns : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(writeSyntheticModel(model)); }

    [[nodiscard]] ProfileSetup setup() const {
        ProfileSetup made;
        made.model = model;
        made.session.threads = 1;
        made.sustainedSeconds = 0.05;
        made.readBytes = std::size_t{16} << 20;
        made.program = "Peripheral 1 (abc)";
        return made;
    }
    static DeviceProfile profileOf(const ProfileSetup& setup, const BenchControl& control = {}) {
        auto profile = runProfile(setup, control);
        EXPECT_TRUE(profile) << profile.error().message;
        return profile ? std::move(*profile) : DeviceProfile();
    }

    /// That of the plain setup, which is measured once for all tests that only look at it.
    [[nodiscard]] const DeviceProfile& plainProfile() const {
        static const DeviceProfile profile = profileOf(setup());
        return profile;
    }

    const TemporaryFolder folder;
    const std::filesystem::path model = folder / "model.gguf";
};

TEST_F(ProfileRuns, FillInWhatTheMachineIsAndWhatItDoes) {
    const DeviceProfile& profile = plainProfile();
    EXPECT_EQ(profile.origin, ProfileOrigin::Measured);
    EXPECT_EQ(profile.name, processorName());
    EXPECT_EQ(profile.program, "Peripheral 1 (abc)");
    EXPECT_EQ(profile.measuredAt.size(), std::string("2026-01-01T00:00:00Z").size());
    EXPECT_EQ(profile.form, ProfileForm::Quick);
    EXPECT_EQ(profile.machine.processor, processorName());
    EXPECT_FALSE(profile.machine.availableBytes) << "which is true of a moment only";
    EXPECT_EQ(profile.kernels.name, kernelChoice().name);
    EXPECT_EQ(profile.after.governor, conditions().governor);
    ASSERT_TRUE(profile.warm);
    EXPECT_GT(profile.warm->firstToken, profile.warm->load);
    EXPECT_FALSE(profile.cold) << "of the full form only";
    EXPECT_FALSE(profile.kept) << "nothing is kept";
    ASSERT_TRUE(profile.memory);
    EXPECT_GT(profile.memory->peakResident, profile.memory->anonymous);
    EXPECT_GT(profile.memory->cacheReserved, 0U);
}

TEST_F(ProfileRuns, SayWhatTheModelIsAndHowItWasRun) {
    ProfileSetup setup = this->setup();
    setup.session.cache = CacheType::Q8;
    const DeviceProfile profile = profileOf(setup);
    ASSERT_TRUE(profile.model);
    EXPECT_EQ(profile.model->name, "synthetic-plm");
    EXPECT_EQ(profile.model->type, "F32");
    EXPECT_EQ(profile.model->sha256, sha256OfFile(model).value());
    EXPECT_FALSE(profile.model->synthetic) << "it does not say so";
    EXPECT_EQ(profile.model->layers, 2);
    EXPECT_EQ(profile.model->feedForward, 96);
    EXPECT_EQ(profile.model->tensorBytes, profile.model->parameters * 4);
    EXPECT_LT(profile.model->cacheBytesPerToken, profile.model->expandedBytesPerToken);
    ASSERT_TRUE(profile.settings);
    EXPECT_EQ(profile.settings->executor, builtInExecutors().automatic().name);
    EXPECT_EQ(profile.settings->threads, 1);
    EXPECT_EQ(profile.settings->cacheType, "q8");
}

TEST_F(ProfileRuns, KeepTheSamplesOfEveryTest) {
    ProfileSetup setup = this->setup();
    setup.repetitions = 10;
    const DeviceProfile profile = profileOf(setup);
    ASSERT_EQ(profile.tests.size(), 2U);
    EXPECT_EQ(profile.tests[0].test.name(), "pp128");
    EXPECT_EQ(profile.tests[1].test.name(), "tg32");
    for (const ProfiledTest& test : profile.tests) {
        EXPECT_EQ(test.seconds.size(), 10U);
        EXPECT_THAT(test.seconds, testing::Each(testing::Gt(0)));
        EXPECT_EQ(test.outputHash.size(), 64U);
        ASSERT_EQ(test.activeByLayer.size(), 2U);
        EXPECT_GT(test.activeByLayer[0], 0);
        ASSERT_TRUE(test.cost);
        EXPECT_GT(test.cost->weightBytes[static_cast<std::size_t>(Part::Up)], 0);
        EXPECT_GT(test.cost->cacheBytes, 0);
    }
}

TEST_F(ProfileRuns, SampleTheSustainedRunAndTheQuality) {
    const DeviceProfile& profile = plainProfile();
    ASSERT_TRUE(profile.sustained);
    ASSERT_GE(profile.sustained->samples.size(), 2U);
    double last = 0;
    for (const SustainedRun::Sample& sample : profile.sustained->samples) {
        EXPECT_GT(sample.second, last);
        EXPECT_GT(sample.tokensPerSecond, 0);
        last = sample.second;
    }
    ASSERT_TRUE(profile.quality);
    EXPECT_EQ(profile.quality->tokens, 1024 - 4) << "all but the first of each 256, the model's context";
    EXPECT_GT(profile.quality->negativeLogLikelihood, 0);
    ProfileSetup without = setup();
    without.sustainedSeconds = 0;
    EXPECT_FALSE(profileOf(without).sustained);
}

TEST_F(ProfileRuns, MeasureMemoryAndKernelsByThreads) {
    const DeviceProfile& profile = plainProfile();
    ASSERT_FALSE(profile.bandwidth.empty());
    ASSERT_EQ(profile.bandwidth.size(), profile.compute.size());
    EXPECT_EQ(profile.bandwidth[0].threads, 1);
    for (std::size_t i = 0; i < profile.bandwidth.size(); ++i) {
        EXPECT_GE(profile.bandwidth[i].rates.size(), 5U);
        EXPECT_EQ(profile.compute[i].rates.size(), 5U);
        EXPECT_EQ(profile.compute[i].threads, profile.bandwidth[i].threads);
        EXPECT_THAT(profile.compute[i].rates, testing::Each(testing::Gt(0)));
    }
}

TEST_F(ProfileRuns, TellEachStepInItsOrderAndTheSecondsLeft) {
    BenchWatch watch;
    profileOf(setup(), watch.control());
    std::vector<Step> steps = watch.steps();
    steps.erase(std::remove(steps.begin(), steps.end(), Step::Ended), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    EXPECT_THAT(steps, ElementsAre(Step::Loading, Step::Testing, Step::Sustaining, Step::Predicting,
                                   Step::MeasuringMemory, Step::Multiplying, Step::Hashing));
    for (const BenchProgress& now : watch.told()) {
        ASSERT_TRUE(now.secondsLeft);
        EXPECT_GE(*now.secondsLeft, 0);
    }
    EXPECT_GT(watch.told().front().secondsLeft, watch.told().back().secondsLeft);
}

TEST_F(ProfileRuns, EstimateTheSustainedTimeAndMore) {
    ProfileSetup setup = this->setup();
    setup.sustainedSeconds = 60;
    const auto quick = estimateProfile(setup);
    ASSERT_TRUE(quick) << quick.error().message;
    EXPECT_GT(*quick, 60);
    setup.sustainedSeconds = 600;
    EXPECT_GT(estimateProfile(setup).value(), 600);
    setup.model = folder / "nowhere.gguf";
    EXPECT_EQ(estimateProfile(setup).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(runProfile(setup, {}).error().kind, ErrorKind::NotFound);
}

/// Whoever computes, on whatever, with or without the neurons that are zero: the likeliest tokens are the
/// same.
TEST_F(ProfileRuns, GiveTheSameOutputsWhereTheSameWorkWasDone) {
    const auto hashesOf = [this](std::string_view executor, bool sparse) {
        ProfileSetup setup = this->setup();
        setup.session.executor = builtInExecutors().find(executor).value();
        setup.session.sparse = sparse;
        std::vector<std::string> hashes;
        for (const ProfiledTest& test : profileOf(setup).tests)
            hashes.push_back(test.outputHash);
        return hashes;
    };
    const auto hashes = hashesOf("cpu", true);
    ASSERT_EQ(hashes.size(), 2U);
    EXPECT_NE(hashes[0], hashes[1]);
    EXPECT_EQ(hashesOf("cpu", false), hashes);
    EXPECT_EQ(hashesOf("reference", true), hashes);
    ASSERT_TRUE(writeSyntheticModel(model, {.seed = 2}));
    EXPECT_NE(hashesOf("cpu", true), hashes);
}

TEST_F(ProfileRuns, MeasureAModelThatIsMadeForIt) {
    ProfileSetup setup = this->setup();
    setup.synthetic = smallModel();
    setup.model = "/nowhere.gguf";
    setup.session.keptWeights = {.folder = folder / "kept", .leastBytes = 0};
    BenchWatch watch;
    const DeviceProfile profile = profileOf(setup, watch.control());
    ASSERT_TRUE(profile.model);
    EXPECT_TRUE(profile.model->synthetic);
    EXPECT_EQ(profile.model->tensorBytes, synthesisBytes(smallModel()).value());
    EXPECT_FALSE(profile.quality) << "what it writes means nothing";
    EXPECT_FALSE(profile.kept);
    EXPECT_FALSE(std::filesystem::exists(folder / "kept")) << "it would be of no use afterwards";
    EXPECT_EQ(watch.steps().front(), Step::Synthesising);
    setup.synthetic->shape.heads = 0;
    EXPECT_THAT(runProfile(setup, {}).error().message, HasSubstr("heads"));
}

TEST_F(ProfileRuns, GoDeeperInTheFullForm) {
    ProfileSetup full = setup();
    full.form = ProfileForm::Full;
    full.session.keptWeights = {.folder = folder / "kept", .leastBytes = 0};
    const DeviceProfile profile = profileOf(full);
    EXPECT_EQ(profile.form, ProfileForm::Full);
    std::vector<int> depths;
    for (const ProfiledTest& test : profile.tests)
        if (test.test.kind == BenchTest::Kind::Generation)
            depths.push_back(test.test.depth);
    EXPECT_THAT(depths, ElementsAre(0, 1024, 4096));
    EXPECT_EQ(profile.tests[0].test.name(), "pp512");
}

TEST_F(ProfileRuns, EndWhereverTheyAreStopped) {
    for (const Step step : {Step::Loading, Step::Testing, Step::Sustaining, Step::Predicting,
                            Step::MeasuringMemory, Step::Multiplying}) {
        BenchWatch watch([step](const BenchProgress& now) { return now.step == step; });
        const auto stopped = runProfile(setup(), watch.control());
        ASSERT_FALSE(stopped) << static_cast<int>(step);
        EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
        EXPECT_THAT(watch.steps(), Contains(step));
    }
    ProfileSetup setup = this->setup();
    setup.synthetic = smallModel();
    BenchWatch watch([](const BenchProgress& now) { return now.step == Step::Synthesising; });
    EXPECT_EQ(runProfile(setup, watch.control()).error().kind, ErrorKind::Cancelled);
}

/// What waits is done in the middle of each step, and the step done again.
TEST_F(ProfileRuns, LetAChatGoFirst) {
    std::stop_source waiting;
    std::vector<Step> interrupted;
    int served = 0;
    const auto interrupt = [&](const BenchProgress& now) {
        const bool isNew = std::find(interrupted.begin(), interrupted.end(), now.step) == interrupted.end();
        if (isNew && now.step != Step::Ended && now.step != Step::Hashing) { // told when it is done
            interrupted.push_back(now.step);
            waiting.request_stop();
        }
    };
    const BenchControl control{interrupt,
                               {},
                               {.waiting = [&] { return waiting.get_token(); },
                                .serve =
                                    [&] {
                                        ++served;
                                        waiting = {};
                                    }}};
    const DeviceProfile profile = profileOf(setup(), control);
    EXPECT_EQ(served, static_cast<int>(interrupted.size()));
    EXPECT_GE(served, 6);
    for (const ProfiledTest& test : profile.tests)
        EXPECT_EQ(test.seconds.size(), 5U);
    const DeviceProfile& undisturbed = plainProfile();
    EXPECT_EQ(profile.tests[1].outputHash, undisturbed.tests[1].outputHash);
    EXPECT_EQ(profile.quality->negativeLogLikelihood, undisturbed.quality->negativeLogLikelihood);
}

TEST(SyntheticModels, HaveAsManyLayersAsFit) {
    const SynthesisOptions whole = syntheticModelFor(std::uint64_t{8} << 30);
    EXPECT_EQ(whole.shape.layers, plm18B().layers);
    EXPECT_EQ(whole.type, "Q4_K_M");
    const SynthesisOptions part = syntheticModelFor(std::uint64_t{1} << 30);
    EXPECT_GT(part.shape.layers, 1);
    EXPECT_LT(part.shape.layers, whole.shape.layers);
    EXPECT_LE(synthesisBytes(part).value(), std::uint64_t{1} << 29);
    EXPECT_EQ(syntheticModelFor(0).shape.layers, 1);
    EXPECT_EQ(part.shape.embedding, whole.shape.embedding);
}

} // namespace
