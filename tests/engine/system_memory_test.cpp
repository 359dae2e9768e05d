// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <plm/system_memory.h>

namespace plm {
namespace {

class SystemMemoryTest : public test::FakeSystem {};

TEST_F(SystemMemoryTest, TellsNothingThatTheSystemDoesNot) {
    const SystemMemory memory = systemMemory(root());
    EXPECT_FALSE(memory.total);
    EXPECT_FALSE(memory.available);
    EXPECT_FALSE(memory.swapTotal);
    EXPECT_FALSE(memory.swapFree);
    EXPECT_FALSE(memory.zram);
    EXPECT_FALSE(memory.pressure);
}

TEST_F(SystemMemoryTest, ReadsWhatThereIs) {
    file("proc/meminfo", "MemTotal:        8000 kB\nMemFree:          100 kB\nMemAvailable:    5000 kB\n"
                         "SwapTotal:       2048 kB\nSwapFree:        1024 kB\n");
    file("proc/pressure/memory", "some avg10=1.25 avg60=0.80 avg300=0.31 total=18250\n"
                                 "full avg10=0.50 avg60=0.10 avg300=0.00 total=9000\n");
    const SystemMemory memory = systemMemory(root());
    EXPECT_EQ(memory.total, 8000U * 1024);
    EXPECT_EQ(memory.available, 5000U * 1024);
    EXPECT_EQ(memory.swapTotal, 2048U * 1024);
    EXPECT_EQ(memory.swapFree, 1024U * 1024);
    ASSERT_TRUE(memory.pressure);
    EXPECT_DOUBLE_EQ(memory.pressure->some, 0.0125);
    EXPECT_DOUBLE_EQ(memory.pressure->full, 0.005);
}

TEST_F(SystemMemoryTest, AddsUpCompressedSwap) {
    file("sys/block/zram0/mm_stat", "  40960    8192   12288        0    12288      12        0        0\n");
    file("sys/block/zram1/mm_stat", "1000 300 400 0 400 1 0 0\n");
    file("sys/block/zram2/mm_stat", "\n"); // not in use
    const auto zram = systemMemory(root()).zram;
    ASSERT_TRUE(zram);
    EXPECT_EQ(zram->original, 41960U);
    EXPECT_EQ(zram->compressed, 8492U);
}

TEST_F(SystemMemoryTest, PassesOverPressureThatIsNoNumber) {
    file("proc/pressure/memory", "some avg10=much\n");
    EXPECT_FALSE(systemMemory(root()).pressure);
}

} // namespace
} // namespace plm
