// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openblas/openblas_executor.h"
#include "synthetic_session.h"
#include "threads/thread_count.h"

#include <plm/threads.h>

#include <fstream>
#include <gtest/gtest.h>
#include <sched.h>
#include <thread>

namespace {

using namespace plm;

/// A folder with files of /proc and /sys.
class System {
public:
    void write(const std::string& path, const std::string& text) const {
        std::filesystem::create_directories((root() / path).parent_path());
        std::ofstream(root() / path) << text;
    }
    [[nodiscard]] const std::filesystem::path& root() const { return m_folder.path(); }
    [[nodiscard]] std::optional<double> quota() const { return processorQuota(root()); }

private:
    test::TemporaryFolder m_folder;
};

const std::string kSecond =
    "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";
const std::string kFirst = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n";

TEST(ProcessorQuota, IsThatOfTheGroup) {
    const System system;
    EXPECT_EQ(system.quota(), std::nullopt) << "nothing is known";
    system.write("proc/self/mountinfo", "22 1 0:20 / /proc rw - proc proc rw\n" + kSecond);
    system.write("proc/self/cgroup", "0::/user.slice/app.scope\n");
    EXPECT_EQ(system.quota(), std::nullopt);
    system.write("sys/fs/cgroup/user.slice/app.scope/cpu.max", "150000 100000\n");
    EXPECT_EQ(system.quota(), 1.5);
    system.write("sys/fs/cgroup/user.slice/app.scope/cpu.max", "max 100000\n");
    EXPECT_EQ(system.quota(), std::nullopt);
}

/// The first where any group above, and the mount's own, can have the least.
TEST(ProcessorQuota, IsTheLeastOfAllGroupsAbove) {
    const System system;
    system.write("proc/self/mountinfo", kSecond);
    system.write("proc/self/cgroup", "0::/a/b/c\n");
    system.write("sys/fs/cgroup/a/b/c/cpu.max", "400000 100000\n");
    EXPECT_EQ(system.quota(), 4.0);
    system.write("sys/fs/cgroup/a/cpu.max", "250000 100000\n");
    EXPECT_EQ(system.quota(), 2.5);
    system.write("sys/fs/cgroup/cpu.max", "50000 100000\n");
    EXPECT_EQ(system.quota(), 0.5);
}

TEST(ProcessorQuota, KnowsTheFirstVersionToo) {
    const System system;
    system.write("proc/self/mountinfo",
                 kFirst + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n");
    system.write("proc/self/cgroup", "9:name=systemd:/s\n4:memory:/m\n3:cpu,cpuacct:/box/inner\n0::/\n");
    system.write("sys/fs/cgroup/cpu,cpuacct/box/inner/cpu.cfs_quota_us", "-1\n");
    system.write("sys/fs/cgroup/cpu,cpuacct/box/inner/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(system.quota(), std::nullopt);
    system.write("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "300000\n");
    system.write("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(system.quota(), 3.0);
}

/// A container sees its own group as the root of the file system, and its name as it is outside.
TEST(ProcessorQuota, OfAContainerIsFound) {
    const System system;
    system.write("proc/self/mountinfo",
                 "32 31 0:29 /docker/f00 /sys/fs/cgroup/cpu\\040set rw - cgroup cgroup rw,cpu\n");
    system.write("proc/self/cgroup", "3:cpu:/docker/f00/worker\n");
    system.write("sys/fs/cgroup/cpu set/cpu.cfs_quota_us", "200000\n");
    system.write("sys/fs/cgroup/cpu set/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(system.quota(), 2.0);
    system.write("proc/self/cgroup", "3:cpu:/elsewhere\n"); // what it sees is all there is to know
    EXPECT_EQ(system.quota(), 2.0);
}

TEST(ProcessorQuota, OfDamagedFilesIsNone) {
    for (const char* text :
         {"", "max", "100000", "x 100000", "100000 0", "-5 100000", "1 2 3", "99999999999999999999 1"})
        EXPECT_EQ(parseCpuMax(text), std::nullopt) << text;
    for (const char* line :
         {"", " - ", "1 2 3", "1 2 3 / /p rw - cgroup cgroup", "1 2 3 / /p rw - cgroup c cpuset"})
        EXPECT_FALSE(parseGroupMount(line)) << line;
    for (const char* line : {"", "0", "0:", "::"})
        EXPECT_FALSE(parseGroup(line, 1)) << line;
    const System system;
    system.write("proc/self/mountinfo", kSecond + kFirst + "- - -\n");
    system.write("proc/self/cgroup", "0::/../../..\n0::\n:::::\n");
    EXPECT_EQ(system.quota(), std::nullopt);
}

void allowOneProcessor() {
    cpu_set_t allowed;
    sched_getaffinity(0, sizeof allowed, &allowed);
    for (int cpu = 0, kept = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(static_cast<std::size_t>(cpu), &allowed) && kept++ > 0)
            CPU_CLR(static_cast<std::size_t>(cpu), &allowed);
    ASSERT_EQ(sched_setaffinity(0, sizeof allowed, &allowed), 0);
}

TEST(ThreadCount, IsOneAProcessorThatMayBeUsed) {
    const System system; // nothing is known of siblings: each is a core of its own
    EXPECT_EQ(mostThreads(system.root()), physicalCores(system.root()));
    EXPECT_LE(mostThreads(), static_cast<int>(std::thread::hardware_concurrency()));
    std::thread([&] { // affinity is a thread's own
        allowOneProcessor();
        EXPECT_EQ(mostThreads(system.root()), 1);
        EXPECT_EQ(defaultThreads(system.root()), 1);
        EXPECT_EQ(threadsFor(512), 1);
        EXPECT_EQ(threadsFor(0), 1);
    })
        .join();
}

TEST(ThreadCount, HyperThreadsShareACore) {
    if (std::thread::hardware_concurrency() < 2)
        GTEST_SKIP() << "there is one processor only";
    const System system;
    for (unsigned cpu = 0; cpu < std::thread::hardware_concurrency(); ++cpu)
        system.write("sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list",
                     "all\n");
    EXPECT_EQ(physicalCores(system.root()), 1);
    EXPECT_EQ(defaultThreads(system.root()), 1);
    EXPECT_GT(mostThreads(system.root()), 1) << "who asks for them gets them";
}

TEST(ThreadCount, AQuotaIsRoundedUpAndNeverBelowOne) {
    const System system;
    system.write("proc/self/mountinfo", kSecond);
    system.write("proc/self/cgroup", "0::/\n");
    const auto threadsWith = [&](const char* quota) {
        system.write("sys/fs/cgroup/cpu.max", quota);
        EXPECT_EQ(mostThreads(system.root()), defaultThreads(system.root()));
        return defaultThreads(system.root());
    };
    const int all = physicalCores(system.root());
    EXPECT_EQ(threadsWith("1000 100000"), 1);
    EXPECT_EQ(threadsWith("100000 100000"), 1);
    EXPECT_EQ(threadsWith("110000 100000"), std::min(2, all));
    EXPECT_EQ(threadsWith("99900000 100000"), all);
    EXPECT_EQ(threadsWith("max 100000"), all);
}

TEST(ThreadCount, IsWhatIsAskedForWhereThatMakesSense) {
    EXPECT_EQ(threadsFor(1), 1);
    EXPECT_EQ(threadsFor(0), defaultThreads());
    EXPECT_EQ(threadsFor(1 << 30), mostThreads());
}

/// Beyond that a library of the smallest kind ends the program.
TEST(ThreadCount, OpenBlasIsNotCalledByMoreThreadsThanItCanStand) {
    const test::SyntheticSession models;
    const auto executor = makeOpenBlasExecutor(*models.model(), 78);
    if (!executor)
        GTEST_SKIP() << executor.error().message;
    EXPECT_LE((*executor)->threads(), 48);
}

} // namespace
