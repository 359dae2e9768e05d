// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <plm/executors.h>
#include <plm/machine.h>

#include <algorithm>

namespace plm {
namespace {

class Machines : public test::FakeSystem {
protected:
    void cpu(int index, const std::string& siblings, const std::string& largeCache) {
        const std::string folder = "sys/devices/system/cpu/cpu" + std::to_string(index) + "/";
        file(folder + "topology/thread_siblings_list", siblings + "\n");
        file(folder + "cpufreq/cpuinfo_max_freq", std::to_string(2000000 + 100000 * index) + "\n");
        cache(folder + "cache/index0/", "1\n", "Data\n", "32K\n", siblings);
        cache(folder + "cache/index1/", "1\n", "Instruction\n", "64K\n", siblings);
        cache(folder + "cache/index2/", "3\n", "Unified\n", largeCache + "\n", "0-3");
    }

private:
    void cache(const std::string& folder, const char* level, const char* type, const std::string& size,
               const std::string& shared) {
        file(folder + "level", level);
        file(folder + "type", type);
        file(folder + "size", size);
        file(folder + "shared_cpu_list", shared + "\n");
    }
};

TEST_F(Machines, TellNothingThatTheSystemDoesNot) {
    const Machine machine = describeMachine(root());
    EXPECT_FALSE(machine.physicalCores);
    EXPECT_FALSE(machine.logicalCores);
    EXPECT_TRUE(machine.instructionSets.empty());
    EXPECT_TRUE(machine.caches.empty());
    EXPECT_FALSE(machine.memoryBytes);
    EXPECT_FALSE(machine.availableBytes);
    EXPECT_FALSE(machine.gpus);
    EXPECT_FALSE(machine.highestMegahertz);
    EXPECT_FALSE(machine.throttledEver);
    EXPECT_FALSE(energyReading(root()));
    EXPECT_FALSE(sensorWatts(root()));
    EXPECT_FALSE(batteryWatts(root()));
}

TEST_F(Machines, CountCoresAndCaches) {
    for (const int index : {0, 1, 2, 3})
        cpu(index, index < 2 ? "0-1" : "2-3", "8M");
    cpu(4, "4", "8192K");
    file("sys/devices/system/cpu/cpu4/online", "0\n");
    file("sys/devices/system/cpu/cpufreq/policy0/scaling_governor", "x\n"); // no processor
    file("sys/devices/system/cpu/cpuidle/current_driver", "x\n");           // nor this
    const Machine machine = describeMachine(root());
    EXPECT_EQ(machine.logicalCores, 4);
    EXPECT_EQ(machine.physicalCores, 2);
    EXPECT_EQ(machine.highestMegahertz, 2400);
    ASSERT_EQ(machine.caches.size(), 3U);
    EXPECT_EQ(machine.caches[0].type, "data");
    EXPECT_EQ(machine.caches[0].bytes, 32U << 10);
    EXPECT_EQ(machine.caches[1].type, "instruction");
    EXPECT_EQ(machine.caches[2].level, 3);
    EXPECT_EQ(machine.caches[2].bytes, 8U << 20);
    EXPECT_EQ(machine.caches[2].count, 1) << "all share it";
}

TEST_F(Machines, ReadTheMemory) {
    file("proc/meminfo", "MemTotal:        8000 kB\nMemFree:  10 kB\nMemAvailable:    5000 kB\n");
    EXPECT_EQ(describeMachine(root()).memoryBytes, 8000U << 10);
    EXPECT_EQ(availableMemory(root()), 5000U << 10);
}

/// /proc/cpuinfo of both architectures at once: only this one's is read.
TEST_F(Machines, NameInstructionSetsAsTheKernelsDo) {
    file("proc/cpuinfo", "flags\t\t: fpu avx512_vnni f16c avx2 made_up\n"
                         "Features\t: fp asimd evtstrm aes asimddp made_up\n");
#if defined(__aarch64__)
    const std::vector<std::string> expected{"NEON", "dotprod"};
#else
    const std::vector<std::string> expected{"F16C", "AVX2", "AVX512VNNI"};
#endif
    EXPECT_EQ(describeMachine(root()).instructionSets, expected);
}

TEST_F(Machines, KnowWhatThisProcessorsKernelsUse) {
    const std::vector<std::string> known = describeMachine().instructionSets;
    if (known.empty())
        GTEST_SKIP() << "/proc/cpuinfo tells nothing here.";
    for (const std::string& set : kernelChoice().instructionSets)
        EXPECT_NE(std::find(known.begin(), known.end(), set), known.end()) << set;
}

TEST_F(Machines, FindGpus) {
    std::filesystem::create_directories(root() / "sys/class/drm");
    ASSERT_TRUE(describeMachine(root()).gpus);
    EXPECT_TRUE(describeMachine(root()).gpus->empty());
    file("sys/class/drm/card0/device/vendor", "0x10de\n");
    file("sys/class/drm/card0/device/uevent", "DRIVER=nvidia\nPCI_ID=10DE:2330\n");
    file("sys/class/drm/card0-HDMI-A-1/status", "connected\n");
    file("sys/class/drm/card1/device/uevent", "DRIVER=v3d\nOF_COMPATIBLE_0=brcm,2712-v3d\n");
    file("sys/class/drm/card2/device/vendor", "0xabcd\n");
    file("sys/class/drm/renderD128/device/vendor", "0x10de\n");
    const std::vector<Gpu> gpus = describeMachine(root()).gpus.value();
    ASSERT_EQ(gpus.size(), 3U);
    EXPECT_EQ(gpus[0].name, "NVIDIA 10DE:2330");
    EXPECT_EQ(gpus[0].driver, "nvidia");
    EXPECT_EQ(gpus[1].name, "brcm,2712-v3d");
    EXPECT_EQ(gpus[1].driver, "v3d");
    EXPECT_EQ(gpus[2].name, "PCI abcd");
    EXPECT_EQ(gpus[2].driver, "");
}

TEST_F(Machines, KnowThatARaspberryPiWasThrottled) {
    file("sys/devices/platform/soc/soc:firmware/get_throttled", "0\n");
    EXPECT_EQ(describeMachine(root()).throttledEver, false);
    file("sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n");
    EXPECT_EQ(describeMachine(root()).throttledEver, true);
}

TEST_F(Machines, MeasurePowerByPackage) {
    file("sys/class/powercap/intel-rapl:0/name", "package-0\n");
    file("sys/class/powercap/intel-rapl:0/energy_uj", "9000000\n");
    file("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "10000000\n");
    file("sys/class/powercap/intel-rapl:0:0/energy_uj", "500\n"); // its cores, which it counts itself
    file("sys/class/powercap/intel-rapl:1/name", "psys\n");       // the whole machine
    file("sys/class/powercap/intel-rapl:1/energy_uj", "1\n");
    const auto before = energyReading(root());
    ASSERT_TRUE(before);
    EXPECT_EQ(before->microjoules, std::vector<std::uint64_t>{9000000});
    file("sys/class/powercap/intel-rapl:0/energy_uj", "5000000\n");
    EXPECT_EQ(watts(*before, *energyReading(root()), 2.0), 3.0) << "the counter began anew at 10 J";
    EXPECT_FALSE(watts(*before, {}, 1.0)) << "packages that come and go";
    EXPECT_FALSE(watts(*before, *before, 0.0));
    file("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "0\n");
    EXPECT_FALSE(watts(*before, *energyReading(root()), 2.0)) << "nobody knows where it began anew";
}

TEST_F(Machines, ReadASensorOfPower) {
    file("sys/class/hwmon/hwmon0/temp1_input", "40000\n");
    file("sys/class/hwmon/hwmon1/power1_average", "6500000\n");
    EXPECT_EQ(sensorWatts(root()), 6.5);
}

TEST_F(Machines, TellWhatTheirBatteriesGive) {
    const std::string laptop = "sys/class/power_supply/BAT0/", mouse = "sys/class/power_supply/hid-mouse/";
    file("sys/class/power_supply/AC/type", "Mains\n");
    file(mouse + "type", "Battery\n");
    file(mouse + "scope", "Device\n");
    file(mouse + "status", "Discharging\n");
    file(mouse + "power_now", "9000000\n");
    EXPECT_FALSE(batteryWatts(root())) << "which is not the machine's";
    file(laptop + "type", "Battery\n");
    file(laptop + "status", "Charging\n");
    file(laptop + "power_now", "7500000\n");
    EXPECT_FALSE(batteryWatts(root())) << "what flows into it is not what is used";
    file(laptop + "status", "Discharging\n");
    EXPECT_EQ(batteryWatts(root()), 7.5);
    const std::string second = "sys/class/power_supply/BAT1/";
    file(second + "type", "Battery\n");
    file(second + "status", "Discharging\n");
    file(second + "current_now", "-500000\n");
    EXPECT_EQ(batteryWatts(root()), 7.5) << "it does not tell its voltage";
    file(second + "voltage_now", "4000000\n");
    EXPECT_EQ(batteryWatts(root()), 9.5);
    EXPECT_EQ(wattsNow(root()), 9.5);
    file("sys/class/hwmon/hwmon0/power1_input", "6000000\n");
    EXPECT_EQ(wattsNow(root()), 6.0) << "a sensor knows better";
}

} // namespace
} // namespace plm
