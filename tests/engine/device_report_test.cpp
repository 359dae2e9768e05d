// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/device.h>
#include <plm/device_report.h>
#include <plm/executors.h>

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace {

using namespace plm;

TEST(DeviceReports, DescribeThisMachineAndMeasureNothing) {
    const DeviceReport report = describeDevice();
    EXPECT_EQ(report.device.processor, processorName());
    EXPECT_EQ(report.kernels.name, kernelChoice().name);
}

TEST(DeviceReports, NameTheKernelsInstructionSetsFirstAndNoneTwice) {
    Machine machine;
    machine.instructionSets = {"F16C", "FMA", "AVX512F", "AVX2"};
    EXPECT_EQ(instructionSets({"AVX2", {"AVX2", "FMA"}}, machine),
              (std::vector<std::string>{"AVX2", "FMA", "F16C", "AVX512F"}));
}

} // namespace
