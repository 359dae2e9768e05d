// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <plm/device.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace plm {
namespace {

class Device : public test::FakeSystem {};

TEST_F(Device, TellsNothingThatTheSystemDoesNot) {
    EXPECT_FALSE(memoryUse(root()));
    const Conditions nothing = conditions(root());
    EXPECT_FALSE(nothing.temperature);
    EXPECT_FALSE(nothing.governor);
    EXPECT_FALSE(wasThrottled(nothing, nothing));
    EXPECT_FALSE(processorName(root()).empty()) << "the architecture at least";
}

TEST_F(Device, ReadsWhatAProcessTakes) {
    file("proc/self/status", "Name:\tx\nVmHWM:\t    2000 kB\nVmRSS:\t 1500 kB\nRssAnon:\t  500 kB\n"
                             "RssFile:\t 1000 kB\nRssShmem:\t 0 kB\n");
    const auto use = memoryUse(root());
    ASSERT_TRUE(use);
    EXPECT_EQ(use->peakResident, 2000U * 1024);
    EXPECT_EQ(use->fileBacked, 1000U * 1024);
    EXPECT_EQ(use->anonymous, 500U * 1024);
}

TEST_F(Device, FindsItsOwnMemoryGrow) {
    const auto before = memoryUse();
    ASSERT_TRUE(before);
    constexpr std::size_t kBytes = 64U << 20;
    const std::vector<char> buffer(kBytes, 1);
    const auto after = memoryUse();
    ASSERT_TRUE(after);
    EXPECT_GT(after->anonymous, before->anonymous + buffer.size() * 9 / 10);
    EXPECT_GE(after->peakResident, after->anonymous);
}

TEST_F(Device, ForgetsItsPeakWhereTheSystemAllowsIt) {
    file("proc/self/clear_refs", "");
    forgetPeakMemory(root());
    std::string asked;
    std::ifstream(root() / "proc/self/clear_refs") >> asked;
    EXPECT_EQ(asked, "5");
    std::filesystem::remove_all(root() / "proc");
    forgetPeakMemory(root()); // and is not troubled otherwise
    EXPECT_FALSE(std::filesystem::exists(root() / "proc"));
}

TEST_F(Device, TakesTheHottestSensor) {
    file("sys/class/thermal/thermal_zone0/temp", "41000\n");
    file("sys/class/thermal/thermal_zone1/temp", "63500\n");
    file("sys/class/thermal/cooling_device0/temp", "99000\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    EXPECT_EQ(conditions(root()).temperature, 63.5);
    EXPECT_EQ(conditions(root()).governor, "powersave");
}

TEST_F(Device, TellsTheClockOfTheFastestCore) {
    EXPECT_FALSE(conditions(root()).megahertz);
    file("proc/cpuinfo", "cpu MHz\t\t: 2596.128\n\ncpu MHz\t\t: 3100.5\n");
    EXPECT_EQ(conditions(root()).megahertz, 3100);
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "1500000\n");
    file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2400000\n");
    EXPECT_EQ(conditions(root()).megahertz, 2400) << "cpufreq knows better";
}

TEST_F(Device, DropsAFileFromMemoryOrSaysWhyNot) {
    const auto path = root() / "file";
    std::ofstream(path) << std::string(1 << 20, 'x'); // not even written to the disk yet
    const Status dropped = dropFromPageCache(path);
    // A file system in memory is where temporary files are on some machines.
    if (!dropped) {
        EXPECT_EQ(dropped.error().message, path.string() + ": 1048576 of 1048576 bytes stay in memory.");
    }
    const Status none = dropFromPageCache(root() / "none");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message, (root() / "none").string() + ": No such file or directory.");
}

TEST_F(Device, SaysThatAMappedFileStaysInMemory) {
    const auto path = root() / "file";
    std::ofstream(path) << std::string(1 << 20, 'x');
    const int descriptor = ::open(path.c_str(), O_RDONLY);
    void* mapped = ::mmap(nullptr, 1 << 20, PROT_READ, MAP_SHARED | MAP_POPULATE, descriptor, 0);
    ASSERT_NE(mapped, MAP_FAILED);
    const Status dropped = dropFromPageCache(path);
    ::munmap(mapped, 1 << 20);
    ::close(descriptor);
    ASSERT_FALSE(dropped);
    EXPECT_NE(dropped.error().message.find("stay in memory"), std::string::npos) << dropped.error().message;
}

TEST_F(Device, CountsThrottlingOfAllCores) {
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "3\n");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "4\n");
    const Conditions before = conditions(root());
    EXPECT_EQ(before.throttleEvents, 7U);
    EXPECT_EQ(wasThrottled(before, conditions(root())), false);
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "5\n");
    EXPECT_EQ(wasThrottled(before, conditions(root())), true);
}

TEST_F(Device, ReadsARaspberryPi) {
    file("proc/cpuinfo", "processor\t: 0\nBogoMIPS\t: 108.00\n");
    file("proc/device-tree/model", std::string("Raspberry Pi 5 Model B Rev 1.0\0", 31));
    file("sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n");
    EXPECT_EQ(processorName(root()), "Raspberry Pi 5 Model B Rev 1.0");
    const Conditions before = conditions(root());
    EXPECT_EQ(wasThrottled(before, conditions(root())), false) << "once, but not now";
    file("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
    EXPECT_EQ(wasThrottled(before, conditions(root())), true);
}

TEST_F(Device, ReadsAPcsProcessor) {
    file("proc/cpuinfo", "processor\t: 0\nmodel name\t: A Processor @ 3 GHz\n");
    EXPECT_EQ(processorName(root()), "A Processor @ 3 GHz");
}

TEST_F(Device, NamesArmCores) {
    const std::string small = "CPU implementer\t: 0x41\nCPU part\t: 0xd05\n\n";
    const std::string large = "CPU implementer\t: 0x41\nCPU part\t: 0xd0b\n\n";
    file("proc/cpuinfo", large + large);
    EXPECT_EQ(processorName(root()), "Cortex-A76");
    file("proc/cpuinfo", small + small + large);
    EXPECT_EQ(processorName(root()), "Cortex-A55 and Cortex-A76");
    file("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0");
    EXPECT_EQ(processorName(root()), "Raspberry Pi 5 Model B Rev 1.0 (Cortex-A55 and Cortex-A76)");
    file("proc/cpuinfo", "CPU implementer\t: 0x61\nCPU part\t: 0xd0b\n"); // another maker's numbers
    EXPECT_EQ(processorName(root()), "Raspberry Pi 5 Model B Rev 1.0");
}

TEST_F(Device, ReadsItsMemory) {
    const auto bandwidth = readBandwidth(2);
    ASSERT_TRUE(bandwidth);
    EXPECT_GT(*bandwidth, 0);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(readBandwidth(2, stop.get_token()).error().kind, ErrorKind::Cancelled);
    const auto rates = readRates(1, std::size_t{64} << 20);
    ASSERT_TRUE(rates);
    EXPECT_GE(rates->size(), 5U);
    for (const double rate : *rates)
        EXPECT_GT(rate, 0);
}

} // namespace
} // namespace plm
