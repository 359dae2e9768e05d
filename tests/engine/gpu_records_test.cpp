// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "known_gpus.h"
#include "temporary_folder.h"

#include <plm/gpu_start.h>

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plm {
namespace {

using test::listedGpu;
using test::measured;
using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

/// A manifest of a driver, the only one that Vulkan's loader would find here, while it lives.
class OnlyDriver {
public:
    explicit OnlyDriver(const TemporaryFolder& folder) : m_folder(folder) {
        write("lib.so", "a library");
        write("driver.json", R"({"ICD": {"library_path": "./lib.so"}})");
        ::setenv("VK_DRIVER_FILES", (folder / "driver.json").c_str(), 1);
    }
    OnlyDriver(const OnlyDriver&) = delete;
    OnlyDriver& operator=(const OnlyDriver&) = delete;
    ~OnlyDriver() { ::unsetenv("VK_DRIVER_FILES"); }

    void write(const char* name, const char* text) const { std::ofstream(m_folder / name) << text; }

private:
    const TemporaryFolder& m_folder;
};

GpuRecords someRecords() {
    GpuRecords records{.print = driverPrint()};
    records.remember(
        GpuListing{.outcome = GpuOutcome::Found,
                   .devices = {listedGpu(0, "Card"), listedGpu(1, "Other", GpuKind::Integrated)}});
    records.remember(0, measured(GpuOutcome::Faster, 80, 20));
    records.remember(1, GpuTrouble{GpuOutcome::Hung, "It hung."});
    return records;
}

TEST(DriverPrint, ChangesWithTheManifestAndWithTheLibraryThatItNames) {
    const TemporaryFolder folder;
    const OnlyDriver driver(folder);
    const DriverPrint first = driverPrint();
    EXPECT_EQ(driverPrint(), first);
    EXPECT_THAT(first.front(), HasSubstr("driver.json "));
    driver.write("lib.so", "another library");
    const DriverPrint second = driverPrint();
    EXPECT_NE(second, first);
    driver.write("driver.json", R"({"ICD": {"library_path": "./lib2.so"}})");
    EXPECT_NE(driverPrint(), second);
    EXPECT_THAT(driverPrint(), testing::Contains(HasSubstr("lib2.so is not there")));
    driver.write("driver.json", "no JSON");
    EXPECT_THAT(driverPrint(), testing::Not(testing::Contains(HasSubstr("lib"))));
}

TEST(DriverPrint, KnowsWhatChoosesAmongDrivers) {
    const TemporaryFolder folder;
    const OnlyDriver driver(folder);
    const DriverPrint all = driverPrint();
    ::setenv("VK_LOADER_DRIVERS_DISABLE", "*intel*", 1);
    EXPECT_NE(driverPrint(), all);
    ::unsetenv("VK_LOADER_DRIVERS_DISABLE");
    EXPECT_EQ(driverPrint(), all);
    ::setenv("VK_DRIVER_FILES", folder.path().c_str(), 1); // a folder of them
    EXPECT_EQ(driverPrint(), all);
}

TEST(GpuRecords, ComeBackAsTheyWere) {
    const TemporaryFolder folder;
    const OnlyDriver driver(folder);
    const GpuRecords records = someRecords();
    ASSERT_TRUE(writeGpuRecords(folder / "data", records));
    const RecalledGpus recalled = recallGpus(folder / "data");
    EXPECT_EQ(toJson(recalled.records), toJson(records));
    EXPECT_THAT(recalled.news, testing::IsEmpty());
    EXPECT_EQ(recalled.records.find(0)->measures.at(0).gpuSpeed, 80);
    EXPECT_EQ(recalled.records.find(0)->device.kind, GpuKind::Discrete);
    EXPECT_EQ(recalled.records.find(1)->trouble->reason, "It hung.");
    EXPECT_EQ(recalled.records.find(2), nullptr);
}

TEST(GpuRecords, EndWithTheDriver) {
    const TemporaryFolder folder;
    const OnlyDriver driver(folder);
    ASSERT_TRUE(writeGpuRecords(folder.path(), someRecords()));
    driver.write("lib.so", "a mended library");
    EXPECT_TRUE(recallGpus(folder.path()).records.gpus.empty());
    EXPECT_EQ(recallGpus(folder.path()).records.print, driverPrint());
}

TEST(GpuRecords, AreNoneWhereTheirFileIsDamaged) {
    const TemporaryFolder folder;
    EXPECT_TRUE(recallGpus(folder.path()).records.print.empty());
    std::ofstream(folder / "gpu.json") << R"({"format": "peripheral-gpus", "version": 1, "gpus": 7})";
    const RecalledGpus recalled = recallGpus(folder.path());
    EXPECT_TRUE(recalled.records.gpus.empty());
    EXPECT_THAT(recalled.news, ElementsAre(HasSubstr("gpu.json: \"gpus\" is no short list.")));
    EXPECT_FALSE(gpuRecordsFromJson(R"({"format": "peripheral-gpus", "version": 2})", "file"));
    EXPECT_FALSE(gpuRecordsFromJson(R"({"format": "another", "version": 1})", "file"));
    EXPECT_FALSE(gpuRecordsFromJson(
        R"({"format":"peripheral-gpus","version":1,"trouble":{"outcome":"well"}})", "file"));
}

TEST(GpuRecords, KeepWhatIsKnownOfADeviceThatIsListedAgain) {
    GpuRecords records = someRecords();
    records.remember(GpuListing{.outcome = GpuOutcome::Found,
                                .devices = {listedGpu(0, "Card"), listedGpu(1, "Exchanged")}});
    EXPECT_EQ(records.find(0)->measures.size(), 1U);
    EXPECT_FALSE(records.find(1)->trouble);
    records.remember(GpuListing{.outcome = GpuOutcome::Failed, .reason = "No driver."});
    EXPECT_EQ(records.gpus.size(), 2U);
    records.remember(0, measured(GpuOutcome::Slower, 10, 20));
    EXPECT_EQ(records.find(0)->measures.size(), 1U) << "in place of the one before";
    records.remember(0, measured(GpuOutcome::Disagreed, 10, 20));
    EXPECT_EQ(records.find(0)->trouble->outcome, GpuOutcome::Disagreed);
}

TEST(GpuStart, LeavesNoMarkWhereItComesToItsEnd) {
    const TemporaryFolder folder;
    {
        auto start = GpuStart::begin(folder.path(), listedGpu(0, "Card"), {"print"});
        ASSERT_TRUE(start) << start.error().message;
        EXPECT_FALSE(std::filesystem::is_empty(folder.path()));
        start->end();
        EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
        EXPECT_TRUE(GpuStart::begin(folder.path(), listedGpu(0, "Card"), {})) << "which ends here";
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    EXPECT_FALSE(GpuStart::begin("/dev/null/folder", listedGpu(0, "Card"), {}));
}

TEST(GpuStart, IsNotTakenForLeftWhileItsProgramRuns) {
    const TemporaryFolder folder;
    const auto start = GpuStart::begin(folder.path(), listedGpu(0, "Card"), {});
    ASSERT_TRUE(start);
    EXPECT_THAT(takeLeftStarts(folder.path()), testing::IsEmpty());
    EXPECT_FALSE(std::filesystem::is_empty(folder.path()));
}

/// Another program, which the driver of its GPU takes along.
void endWhileComputing(const std::filesystem::path& folder, const DriverPrint& print) {
    const pid_t process = ::fork();
    if (process == 0) {
        const auto start = GpuStart::begin(folder, listedGpu(3, "Card"), print);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
}

TEST(GpuStart, IsFoundWhereItDidNotComeToItsEnd) {
    const TemporaryFolder folder;
    endWhileComputing(folder.path(), driverPrint());
    const RecalledGpus recalled = recallGpus(folder.path());
    const std::string reason = "The last start ended while Card computed its first answer.";
    EXPECT_THAT(recalled.news, ElementsAre(reason));
    EXPECT_EQ(recalled.records.find(3)->trouble->outcome, GpuOutcome::EndedProgram);
    EXPECT_EQ(checkGpu(recalled.records, 3).error().message, "GPU 3 is skipped: " + reason);
    const RecalledGpus again = recallGpus(folder.path());
    EXPECT_THAT(again.news, testing::IsEmpty()) << "told once";
    EXPECT_FALSE(checkGpu(again.records, 3)) << "and remembered";
}

TEST(GpuStart, IsForgottenWhereTheDriverChangedMeanwhile) {
    const TemporaryFolder folder;
    endWhileComputing(folder.path(), {"another driver"});
    const RecalledGpus recalled = recallGpus(folder.path());
    EXPECT_THAT(recalled.news, testing::IsEmpty());
    EXPECT_TRUE(checkGpu(recalled.records, 3));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
} // namespace plm
