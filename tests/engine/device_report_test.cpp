// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "synthetic_session.h"

#include <plm/device_report.h>
#include <plm/executors.h>

#include <algorithm>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

TEST(DeviceReports, DescribeThisMachineAndMeasureNothing) {
    const DeviceReport report = describeDevice();
    EXPECT_EQ(report.device.processor, processorName());
    EXPECT_EQ(report.kernels.name, kernelChoice().name);
    EXPECT_EQ(report.throttled, report.conditions.throttledNow);
    EXPECT_FALSE(report.readBandwidth);
}

TEST(DeviceReports, NameTheKernelsInstructionSetsFirstAndNoneTwice) {
    DeviceReport report;
    report.kernels.instructionSets = {"AVX2", "FMA"};
    report.device.instructionSets = {"F16C", "FMA", "AVX512F", "AVX2"};
    EXPECT_EQ(report.instructionSets(), (std::vector<std::string>{"AVX2", "FMA", "F16C", "AVX512F"}));
}

TEST(DeviceReports, TakeUpWhatWasMeasured) {
    DeviceMeasurement measurement;
    measurement.run.before.throttleEvents = 3;
    measurement.run.after.throttleEvents = 4;
    measurement.run.after.temperature = 55;
    measurement.run.readBandwidth = 2e10;
    measurement.run.threads = 6;
    measurement.watts = 12;
    DeviceReport report;
    report.throttled = false;
    report.add(measurement);
    EXPECT_EQ(report.throttled, true) << "while it was measured";
    EXPECT_EQ(report.conditions.temperature, 55);
    EXPECT_EQ(report.readBandwidth, 2e10);
    EXPECT_EQ(report.bandwidthThreads, 6);
    EXPECT_EQ(report.watts, 12);
}

TEST(DeviceReports, MeasureAModelOnThisMachine) {
    const SyntheticSession models;
    BenchSetup setup;
    setup.model = models.model()->info().path;
    BenchWatch watch;
    const auto measured = measureDevice(setup, watch.control());
    ASSERT_TRUE(measured) << measured.error().message;
    ASSERT_EQ(measured->results.size(), deviceTests().size());
    EXPECT_EQ(measured->results[0].test.name(), "pp128");
    EXPECT_EQ(measured->results[1].test.name(), "tg32");
    for (const BenchResult& result : measured->results)
        EXPECT_EQ(result.seconds.size(), 3U);
    EXPECT_GT(measured->run.readBandwidth, 0);
    const auto isTesting = [](const BenchProgress& now) { return now.step == BenchProgress::Step::Testing; };
    EXPECT_EQ(std::count_if(watch.told().begin(), watch.told().end(), isTesting), 2 * 4);

    BenchWatch stopping(isTesting);
    EXPECT_EQ(measureDevice(setup, stopping.control()).error().kind, ErrorKind::Cancelled);
}

} // namespace
