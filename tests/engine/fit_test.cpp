// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_file.h"
#include "synthetic_session.h"

#include <plm/fit.h>
#include <plm/model_outline.h>

#include <algorithm>
#include <limits>
#include <stop_token>
#include <string>

namespace {

using namespace plm;

class Fits : public testing::Test {
protected:
    void SetUp() override {
        const Status written = synthesize(m_question.model, test::smallFile("Q8_0"));
        ASSERT_TRUE(written) << written.error().message;
        m_question.depths = {0, 100};
        m_question.session.threads = 1;
    }
    [[nodiscard]] Fit answer() const {
        const auto found = fit(m_question, m_device);
        EXPECT_TRUE(found) << found.error().message;
        return *found;
    }
    [[nodiscard]] std::string refusal() const {
        const auto found = fit(m_question, m_device);
        EXPECT_FALSE(found);
        EXPECT_EQ(found.error().kind, ErrorKind::BadArgument);
        return found.error().message;
    }
    /// As if a device got through every part at that rate.
    static PartRates even(double rate) {
        PartRates rates;
        rates.writing.fill(rate);
        rates.reading.fill(rate);
        rates.writingCache = rates.readingCache = rate;
        return rates;
    }

    test::TemporaryFolder m_folder;
    FitQuestion m_question{.model = m_folder / "model.gguf"};
    FitDevice m_device;
};

ProfiledTest testOf(const BenchTest& test, std::vector<double> seconds) {
    ProfiledTest profiled;
    profiled.test = test;
    profiled.seconds = std::move(seconds);
    return profiled;
}

bool has(const Estimate& estimate, FitInput what, Basis basis) {
    return std::any_of(estimate.inputs.begin(), estimate.inputs.end(), [&](const FitInputValue& input) {
        return input.what == what && input.basis == basis;
    });
}

TEST_F(Fits, WithoutADeviceOnlyMemoryIsTold) {
    const Fit found = answer();
    EXPECT_EQ(found.context, 1024);
    EXPECT_FALSE(found.fits);
    EXPECT_FALSE(found.longestContext.value);
    EXPECT_FALSE(found.limit);
    EXPECT_EQ(*found.totalMemory.value, static_cast<double>(found.memory.total()));
    ASSERT_EQ(found.speeds.size(), 2U);
    EXPECT_FALSE(found.speeds[0].writing.value);
    EXPECT_FALSE(found.speeds[0].reading.value);
}

TEST_F(Fits, MemoryIsThatOfASession) {
    m_question.context = 300;
    const Fit found = answer();
    const auto model = Model::open(m_question.model);
    ASSERT_TRUE(model);
    const auto session = Session::create(*model, {.contextLength = 300});
    ASSERT_TRUE(session);
    const SessionMemory memory = (*session)->memory();
    EXPECT_EQ(found.memory.laidOutWeights, memory.laidOutWeights);
    EXPECT_EQ(found.memory.cache, memory.cacheReserved);
}

TEST_F(Fits, RowsOfAnEmbeddingBringTheirSurroundingsAlong) {
    const auto outline = ModelOutline::read(m_question.model);
    ASSERT_TRUE(outline);
    const auto all = outline->memory(*m_question.session.executor).weightsByRow;
    ASSERT_GT(all, 40000U) << "the test needs several places";
    const auto at = [this](int context) {
        m_question.context = context;
        return answer().memory.embedding;
    };
    m_device.rowReach = Sourced{4096, Basis::Measured};
    EXPECT_NEAR(at(1), 4096, 1);
    EXPECT_LT(at(2), 2 * 4096U) << "the second may lie beside the first";
    EXPECT_GT(at(2), at(1));
    EXPECT_NEAR(at(1000), all, 0.01 * all);
    m_device.rowReach->value = 1e9;
    EXPECT_EQ(at(1), all) << "no more than there is";
}

TEST_F(Fits, TheReachOfARowIsAssumedUntilItIsMeasured) {
    EXPECT_TRUE(has(answer().totalMemory, FitInput::RowReach, Basis::Assumed));
    const auto outline = ModelOutline::read(m_question.model);
    ASSERT_TRUE(outline);
    const auto reach = outline->measureRowReach();
    ASSERT_TRUE(reach) << reach.error().message;
    EXPECT_GT(*reach, 0U);
    EXPECT_LE(*reach, outline->memory(*m_question.session.executor).weightsByRow);
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_EQ(outline->measureRowReach(stopped.get_token()).error().kind, ErrorKind::Cancelled);
    m_device.rowReach = Sourced{static_cast<double>(*reach), Basis::Measured};
    EXPECT_TRUE(has(answer().totalMemory, FitInput::RowReach, Basis::Measured));
    m_device.rowReach->value = -1;
    EXPECT_NE(refusal().find("reach of a row -1"), std::string::npos);
}

TEST_F(Fits, WhatIsReadInPlaceIsNotCountedByRowAsWell) {
    const auto outline = ModelOutline::read(m_question.model);
    ASSERT_TRUE(outline);
    const MemoryNeed laidOut = outline->memory(*m_question.session.executor);
    const MemoryNeed inPlace = outline->memory(*test::executorNamed("reference"));
    EXPECT_EQ(inPlace.weightsByRow, 0U);
    EXPECT_GE(inPlace.inPlaceWeights, laidOut.weightsByRow);
}

TEST_F(Fits, TheLongestContextIsTheLastThatFits) {
    m_question.context = 400;
    m_device.memory = Sourced{static_cast<double>(answer().memory.total()), Basis::Simulated};
    const Fit exactly = answer();
    EXPECT_EQ(exactly.fits, true);
    EXPECT_EQ(exactly.longestContext.value, 400);
    EXPECT_TRUE(exactly.longestContext.isSimulated());
    --m_device.memory->value;
    const Fit less = answer();
    EXPECT_EQ(less.fits, false);
    EXPECT_EQ(less.limit, FitLimit::Memory);
    EXPECT_EQ(less.longestContext.value, 399);
}

TEST_F(Fits, AllOrNoneMayFit) {
    m_device.memory = Sourced{1, Basis::Simulated};
    EXPECT_EQ(answer().longestContext.value, 0);
    m_device.memory = Sourced{1e12, Basis::Simulated};
    EXPECT_EQ(answer().longestContext.value, 1024) << "what the model was made for";
}

TEST_F(Fits, SpeedIsBytesOverRates) {
    m_device.rates = even(1e9);
    m_device.bandwidth = Sourced{1e9, Basis::Measured};
    const Fit found = answer();
    for (const FitSpeed& speed : found.speeds) {
        EXPECT_NEAR(*speed.writing.value, 1e9 / speed.bytesPerToken, 1e-6 * *speed.writing.value);
        EXPECT_EQ(speed.writingLimit, FitLimit::Bandwidth);
        EXPECT_EQ(speed.readingLimit, FitLimit::Compute) << "a prompt's tokens share what is read";
    }
    EXPECT_GT(*found.speeds[0].writing.value, *found.speeds[1].writing.value);
    EXPECT_GT(*found.speeds[0].reading.value, *found.speeds[1].reading.value);
    EXPECT_EQ(found.limit, FitLimit::Bandwidth);
    m_device.bandwidth->value = 3e9;
    EXPECT_EQ(answer().limit, FitLimit::Compute) << "it could have come three times as fast";
}

TEST_F(Fits, EstimatesListWhatTheyRestOn) {
    m_device.rates = even(1e9);
    m_device.ratesBasis = Basis::Measured;
    m_device.memory = Sourced{1e9, Basis::Simulated};
    m_question.program = Sourced{1e7, Basis::Measured};
    const Fit found = answer();
    EXPECT_TRUE(has(found.totalMemory, FitInput::LaidOutWeights, Basis::Counted));
    EXPECT_TRUE(has(found.totalMemory, FitInput::Program, Basis::Measured));
    EXPECT_TRUE(has(found.longestContext, FitInput::Memory, Basis::Simulated));
    EXPECT_TRUE(has(found.speeds[0].writing, FitInput::ActiveShare, Basis::Assumed));
    EXPECT_TRUE(has(found.speeds[0].writing, FitInput::WeightRate, Basis::Measured));
    EXPECT_TRUE(has(found.speeds[0].reading, FitInput::PromptTokens, Basis::Counted));
    EXPECT_FALSE(found.speeds[0].writing.isSimulated());
}

TEST_F(Fits, WhatWasMeasuredTakesThePlaceOfEstimates) {
    const auto outline = ModelOutline::read(m_question.model);
    ASSERT_TRUE(outline);
    m_device.model.emplace();
    m_device.model->tensorBytes = outline->tensorBytes();
    m_device.model->layers = 3;
    m_device.model->feedForward = 1024;
    m_device.settings = ProfiledSettings{"cpu", 1, "f16", true};
    m_device.tests = {testOf({BenchTest::Kind::Generation, 10, 100}, {2, 1, 4})};
    Fit found = answer();
    EXPECT_EQ(found.speeds[1].writing.value, 5) << "ten tokens in two seconds";
    EXPECT_EQ(found.speeds[1].writing.basis, Basis::Measured);
    EXPECT_FALSE(found.speeds[0].writing.value) << "which was not measured";
    m_question.session.sparse = false;
    EXPECT_FALSE(answer().speeds[1].writing.value) << "measured in another way";
}

TEST_F(Fits, ValuesOutOfRangeAreNamed) {
    m_device.bandwidth = Sourced{0, Basis::Simulated};
    EXPECT_EQ(refusal(), "bandwidth 0: it must be from 1 to 1e+18.");
    m_device.bandwidth.reset();
    m_device.memory = Sourced{-1, Basis::Simulated};
    EXPECT_TRUE(refusal().starts_with("memory -1:"));
    m_device.memory.reset();
    m_question.depths = {-3};
    EXPECT_TRUE(refusal().starts_with("depth -3:"));
    m_question.depths = {};
    m_question.activeShare.value = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(refusal().starts_with("active share nan:"));
    m_question.activeShare.value = 0.1;
    const auto speeds = answer().speeds;
    ASSERT_EQ(speeds.size(), 2U);
    EXPECT_EQ(speeds[1].depth, 1024) << "as many tokens as the model was made for";
    m_question.model = m_folder / "none.gguf";
    EXPECT_EQ(fit(m_question, m_device).error().kind, ErrorKind::NotFound);
}

TEST(FitDevices, AreWhatAProfileTells) {
    DeviceProfile profile;
    profile.origin = ProfileOrigin::Simulated;
    profile.machine.memoryBytes = 1000;
    profile.machine.physicalCores = 4;
    profile.bandwidth = {{1, {1e9, 3e9, 2e9}}, {2, {5e9}}};
    const FitDevice device = fitDevice(profile);
    EXPECT_EQ(device.memory->value, 900) << "something is left to the system";
    EXPECT_EQ(device.bandwidth->value, 5e9);
    EXPECT_EQ(device.bandwidth->basis, Basis::Simulated);
    EXPECT_EQ(device.threads->value, 4);
    EXPECT_FALSE(device.compute);
    EXPECT_FALSE(device.rates);
}

TEST(FitDevices, TakeRatesFromTheCostsOfTests) {
    DeviceProfile profile;
    ProfiledTest test = testOf({BenchTest::Kind::Generation, 2, 0}, {1});
    test.cost.emplace();
    test.cost->seconds.fill(0.05);
    test.cost->weightBytes.fill(5e6);
    profile.tests = {test};
    const FitDevice device = fitDevice(profile);
    ASSERT_TRUE(device.rates);
    EXPECT_NEAR(device.rates->writing[static_cast<std::size_t>(Part::Up)], 1e8, 1);
    EXPECT_NEAR(device.rates->overhead, 0.2, 1e-9) << "of half a second a token, six parts took 0.3";
    EXPECT_EQ(device.ratesBasis, Basis::Measured);
}

TEST(FitDevices, ScaleAnotherMachinesRates) {
    FitDevice here;
    here.bandwidth = Sourced{10e9, Basis::Measured};
    here.threads = Sourced{2, Basis::Measured};
    here.rates.emplace();
    here.rates->writing.fill(8e9);
    here.rates->reading.fill(1e9);
    FitDevice other;
    takeRates(other, here);
    EXPECT_FALSE(other.rates) << "its bandwidth is not known";
    other.bandwidth = Sourced{5e9, Basis::Simulated};
    other.threads = Sourced{4, Basis::Simulated};
    takeRates(other, here);
    ASSERT_TRUE(other.rates);
    const auto up = static_cast<std::size_t>(Part::Up);
    EXPECT_EQ(other.rates->writing[up], 4e9) << "80 % of the bandwidth, as here";
    EXPECT_EQ(other.rates->reading[up], 2e9) << "twice the cores";
    EXPECT_EQ(other.ratesBasis, Basis::Assumed);
    EXPECT_EQ(other.bandwidthMeasured, 10e9);
}

} // namespace
