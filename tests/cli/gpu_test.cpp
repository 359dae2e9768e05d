// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// GPUs as peripheral-cli deals with them: lavapipe, sound and with injected faults.
#include "gpu_fault.h"
#include "program.h"

#include <plm/gpu_records.h>
#include <plm/model.h>

#include <chrono>
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <thread>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using plm::GpuOutcome;
using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> kQuestion{"--temp", "0",        "-n",
                                         "4",      "--prompt", "What is the opposite of hot?"};
const std::string kAnswer = "The opposite of h\n"; // in 4 tokens

/// The environment's variable while it lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : m_name(name) {
        if (const char* const before = std::getenv(name))
            m_before = before;
        ::setenv(name, value.c_str(), 1);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() { m_before ? ::setenv(m_name, m_before->c_str(), 1) : ::unsetenv(m_name); }

private:
    const char* m_name;
    std::optional<std::string> m_before;
};

plm::GpuProbe probe() {
    return {.program = programPath(), .listPatience = 20, .measurePatience = 60};
}

const plm::GpuDevice kFirst{.number = 0, .name = "The device"};
const std::string kModel = PERIPHERAL_SOURCE_DIR "/resources/models/plm-nano.gguf";

class Gpu : public testing::Test {
protected:
    void SetUp() override {
        const auto listing = plm::listGpus(probe());
        ASSERT_TRUE(listing);
        if (listing->outcome != GpuOutcome::Found)
            GTEST_SKIP() << listing->reason;
        useDataHome(scratch.path("data"));
    }
    void TearDown() override {
        EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "no process is left";
        useDataHome({});
    }
    [[nodiscard]] std::filesystem::path folder() const { return scratch.path("data/peripheral"); }
    /// What is on record.
    [[nodiscard]] plm::GpuRecords records() const { return plm::recallGpus(folder()).records; }
    /// Puts the device on record as a GPU, which it is not, that is faster with the built-in model.
    void rememberFaster() const {
        plm::GpuRecords known{.print = plm::driverPrint()};
        plm::GpuDevice device = kFirst;
        device.kind = plm::GpuKind::Discrete;
        known.remember(plm::GpuListing{.outcome = GpuOutcome::Found, .devices = {device}});
        known.remember(0, plm::GpuMeasure{.outcome = GpuOutcome::Faster,
                                          .reason = "It is faster.",
                                          .modelShape = plm::shapeOf((*plm::Model::open(kModel))->info()),
                                          .gpuSpeed = 2,
                                          .cpuSpeed = 1});
        ASSERT_TRUE(plm::writeGpuRecords(folder(), known));
    }
    /// Asks the question with options of `generate`.
    [[nodiscard]] static Ended ask(std::vector<std::string> options = {}) {
        options.insert(options.begin(), "generate");
        options.insert(options.end(), kQuestion.begin(), kQuestion.end());
        return run(options);
    }

    const ScratchFolder scratch;
};

TEST_F(Gpu, IsListedWithItsLimits) {
    const auto listing = plm::listGpus(probe());
    ASSERT_TRUE(listing);
    const plm::GpuDevice& device = listing->devices.at(0);
    EXPECT_EQ(device.number, 0);
    EXPECT_FALSE(device.name.empty() || device.driver.empty() || device.driverVersion.empty());
    EXPECT_THAT(device.apiVersion, testing::StartsWith("1."));
    EXPECT_GT(device.memoryBytes, 0U);
    EXPECT_GE(device.limits.invocations, 128U); // as Vulkan wants of all
    EXPECT_GE(device.limits.sharedMemoryBytes, 16384U);
    EXPECT_GE(device.limits.storageBuffers, 4U);
    EXPECT_GE(device.limits.pushConstantBytes, 128U);
    EXPECT_GE(device.limits.storageBufferBytes, std::uint64_t{1} << 27);
    EXPECT_GE(device.limits.subgroupSize, 1U);
}

TEST_F(Gpu, MayCrashOrHangWhileItIsListed) {
    {
        const GpuFault fault("crash-in-instance");
        const auto listing = plm::listGpus(probe());
        EXPECT_EQ(listing->outcome, GpuOutcome::Crashed);
        EXPECT_EQ(listing->reason, "Asking the driver for its GPUs ended by SIGABRT.");
    }
    {
        const GpuFault fault("hang-in-instance");
        plm::GpuProbe brief = probe();
        brief.listPatience = 0.3;
        const auto listing = plm::listGpus(brief);
        EXPECT_EQ(listing->outcome, GpuOutcome::Hung);
        EXPECT_EQ(listing->reason,
                  "Asking the driver for its GPUs was given up after 0.3 seconds without a word.");
    }
    const GpuFault fault("no-instance");
    const auto listing = plm::listGpus(probe());
    EXPECT_EQ(listing->outcome, GpuOutcome::Failed);
    EXPECT_THAT(listing->reason, HasSubstr("no instance could be made"));
}

TEST_F(Gpu, IsAskedNoLongerThanTheUserWants) {
    const GpuFault fault("hang-in-instance");
    std::stop_source stop;
    plm::GpuProbe stopped = probe();
    stopped.stop = stop.get_token();
    std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
    });
    const auto listing = plm::listGpus(stopped);
    ASSERT_FALSE(listing);
    EXPECT_EQ(listing.error().kind, plm::ErrorKind::Cancelled);
}

TEST_F(Gpu, IsMeasuredBesideTheCpu) {
    plm::GpuProbe asked = probe();
    asked.pipelines = scratch.path("pipelines");
    const auto measure = plm::measureGpu(asked, kFirst, kModel, 1);
    ASSERT_TRUE(measure);
    EXPECT_TRUE(measure->outcome == GpuOutcome::Slower || measure->outcome == GpuOutcome::Faster)
        << measure->reason;
    EXPECT_THAT(measure->reason,
                testing::MatchesRegex("The device writes .* tokens a second with such a model, "
                                      "the CPU .*\\."));
    EXPECT_GT(measure->gpuSpeed, 0);
    EXPECT_GT(measure->cpuSpeed, 0);
    EXPECT_GT(measure->uploadSeconds, 0);
    EXPECT_LE(measure->divergence, plm::kMostGpuDivergence);
    EXPECT_EQ(measure->modelShape, plm::shapeOf((*plm::Model::open(kModel))->info()));
    EXPECT_FALSE(std::filesystem::is_empty(asked.pipelines)) << "what was measured is what will compute";
}

TEST_F(Gpu, IsToldWhatWentWrongWhileItWasMeasured) {
    const auto outcomeWith = [](const char* faultName) {
        const GpuFault fault(faultName);
        plm::GpuProbe brief = probe();
        brief.measurePatience = 8; // seconds: beside other tests a crash takes its time, too
        return plm::measureGpu(brief, kFirst, kModel, 1)->outcome;
    };
    EXPECT_EQ(outcomeWith("wrong"), GpuOutcome::Disagreed);
    EXPECT_EQ(outcomeWith("wrong@40"), GpuOutcome::Disagreed);
    EXPECT_EQ(outcomeWith("crash@9"), GpuOutcome::Crashed);
    EXPECT_EQ(outcomeWith("crash-in-pipeline@3"), GpuOutcome::Crashed);
    EXPECT_EQ(outcomeWith("hang-in-device"), GpuOutcome::Hung);
    EXPECT_EQ(outcomeWith("memory@3"), GpuOutcome::Failed);
    EXPECT_EQ(outcomeWith("pipeline@2"), GpuOutcome::Failed);
    EXPECT_EQ(outcomeWith("no-device"), GpuOutcome::Failed);
}

TEST_F(Gpu, IsNotAskedWhereTheModelIsNone) {
    const Ended ended = run({"profile", "--gpu", "--model", "/nowhere.gguf"});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("/nowhere.gguf"));
}

/// The processes that `parent` has started.
std::vector<pid_t> childrenOf(pid_t parent) {
    const std::string number = std::to_string(parent);
    std::istringstream list(readFile("/proc/" + number + "/task/" + number + "/children"));
    return {std::istream_iterator<pid_t>(list), {}};
}

TEST_F(Gpu, IsNotAskedAnyMoreWhereTheProgramHasEnded) {
    const GpuFault fault("hang-in-instance");
    Program program({"profile"});
    std::vector<pid_t> children;
    for (int tries = 0; tries < 500 && children.empty(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        children = childrenOf(program.process());
    }
    ASSERT_EQ(children.size(), 1U);
    std::this_thread::sleep_for(std::chrono::milliseconds(300)); // it hangs
    program.kill(SIGKILL);
    program.end();
    bool isGone = false;
    for (int tries = 0; tries < 500 && !isGone; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const std::string status = readFile("/proc/" + std::to_string(children[0]) + "/status");
        isGone = status.empty() || status.find("State:\tZ") != std::string::npos; // nobody here waits for it
    }
    EXPECT_TRUE(isGone);
}

TEST_F(Gpu, IsSkippedAfterOtherLogitsUntilItIsAskedAgain) {
    {
        const GpuFault fault("wrong@40");
        const Ended measured = run({"profile", "--gpu"});
        ASSERT_EQ(measured.status, 0) << measured.err;
        EXPECT_THAT(measured.out, HasSubstr("\n  skipped         "));
    }
    EXPECT_EQ(records().find(0)->trouble->outcome, GpuOutcome::Disagreed);
    EXPECT_EQ(ask().out, kAnswer);
    const Ended refused = ask({"--executor", "vulkan:0"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.err, HasSubstr("gave other logits than the CPU"));
    EXPECT_THAT(refused.err, HasSubstr("`peripheral-cli profile --gpu --again` asks it again."));
    EXPECT_THAT(run({"profile", "--gpu"}).out, HasSubstr("\n  skipped         ")) << "it is not asked";
    const Ended again = run({"profile", "--gpu", "--again"});
    EXPECT_THAT(again.out, HasSubstr("\n  measured        "));
    EXPECT_THAT(again.out, Not(HasSubstr("skipped")));
    EXPECT_TRUE(plm::checkGpu(records(), 0));
}

TEST_F(Gpu, IsSkippedWhereItTookTheLastStartAlong) {
    {
        const GpuFault fault("crash@12");
        EXPECT_EQ(ask({"--executor", "vulkan"}).signal, SIGABRT);
    }
    const Ended next = ask();
    EXPECT_EQ(next.out, kAnswer);
    EXPECT_EQ(next.err, "The last start ended while GPU 0 computed its first answer.\n");
    EXPECT_EQ(ask().err, "") << "told once";
    EXPECT_EQ(ask({"--executor", "vulkan"}).status, 1);
    EXPECT_EQ(run({"profile", "--gpu", "--again"}).status, 0);
    const Ended well = ask({"--executor", "vulkan"});
    EXPECT_EQ(well.out, kAnswer) << well.err;
    EXPECT_EQ(ask().err, "") << "that start came to its end";
}

TEST_F(Gpu, MayBeLostInTheMiddleOfAnAnswer) {
    const Ended whole = ask({"--executor", "vulkan"});
    int gone = 0;
    for (int submit = 30; submit <= 60; submit += 3) {
        SCOPED_TRACE(submit);
        const GpuFault fault(("lost@" + std::to_string(submit)).c_str());
        const Ended ended = ask({"--executor", "vulkan"});
        if (ended.status != 0)
            continue; // while the model was opened, which is told as such
        EXPECT_EQ(ended.out, whole.out);
        gone +=
            ended.err.find("the device was lost (-4). From here on the CPU computes.\n") != std::string::npos
                ? 1
                : 0;
    }
    EXPECT_GE(gone, 1);
    const GpuFault fault("lost@50"); // who measures wants to know
    const Ended measured =
        run({"perplexity", "--executor", "vulkan", "--text", PERIPHERAL_SOURCE_DIR "/README.md"});
    EXPECT_NE(measured.status, 0);
    EXPECT_THAT(measured.err, HasSubstr("the device was lost (-4).\n"));
}

/// What the dynamic linker said that it loads in a run of the program.
std::string loadedBy(const ScratchFolder& scratch, const std::function<void()>& runProgram) {
    const Variable what("LD_DEBUG", "files");
    const Variable where("LD_DEBUG_OUTPUT", scratch.path("loaded"));
    runProgram();
    std::string text;
    for (const auto& file : std::filesystem::directory_iterator(scratch.path("")))
        if (file.path().filename().string().starts_with("loaded"))
            text += readFile(file.path());
    return text;
}

TEST_F(Gpu, IsNotToldOfAStartWithoutIt) {
    plm::GpuRecords bad{.print = plm::driverPrint()};
    bad.remember(0, plm::GpuTrouble{GpuOutcome::Hung, "It hung."});
    ASSERT_TRUE(plm::writeGpuRecords(folder(), bad));
    const GpuFault fault("crash-in-instance");
    const std::string loaded = loadedBy(scratch, [] {
        EXPECT_EQ(ask().out, kAnswer);
        EXPECT_EQ(ask({"--executor", "cpu"}).out, kAnswer);
        EXPECT_EQ(ask({"--executor", "vulkan"}).signal, 0) << "it is refused";
    });
    EXPECT_THAT(loaded, HasSubstr("libc.so"));
    EXPECT_THAT(loaded, Not(HasSubstr("libvulkan")));
    EXPECT_THAT(loaded, Not(HasSubstr("VkLayer")));
}

TEST_F(Gpu, ComputesWhereItIsOnRecordAsFaster) {
    rememberFaster();
    const auto executor = [](const Ended& ended) {
        EXPECT_EQ(ended.status, 0) << ended.err;
        return json::parse(ended.out).at("statistics").at("executor");
    };
    EXPECT_EQ(executor(ask({"--json"})), "vulkan");
    EXPECT_EQ(executor(ask({"--json", "--executor", "cpu"})), "cpu");
    const GpuFault fault("no-device");
    const Ended failed = ask({"--json"});
    EXPECT_EQ(executor(failed), "cpu");
    EXPECT_THAT(failed.err, HasSubstr("The CPU computes instead."));
}

/// Who measures asks about what answers; who asks what a file needs, or another device can, does not.
TEST_F(Gpu, IsMeasuredWhereItAnswers) {
    const auto executorOf = [](std::vector<std::string> arguments) {
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 0) << ended.err;
        const json printed = json::parse(ended.out);
        return printed.is_array() ? printed.at(0).at("executor") : printed.at("executor");
    };
    const std::vector<std::string> bench{"bench", "-p", "4", "-n", "1", "-r", "1", "--json"};
    EXPECT_EQ(executorOf(bench), "cpu");
    rememberFaster();
    EXPECT_EQ(executorOf(bench), "vulkan");
    EXPECT_EQ(executorOf({"inspect", "--json"}), "cpu");
}

TEST_F(Gpu, IsSkippedWhereItTookAMeasurementAlong) {
    {
        const GpuFault fault("crash@12");
        EXPECT_EQ(run({"bench", "-p", "4", "-n", "1", "-r", "1", "--executor", "vulkan"}).signal, SIGABRT);
    }
    EXPECT_EQ(ask().err, "The last start ended while GPU 0 computed its first answer.\n");
}

TEST_F(Gpu, ThatHasLittleMemorySaysSo) {
    const GpuFault fault("little-memory@14336");
    const Ended ended = ask({"--executor", "vulkan"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.err, testing::MatchesRegex("The GPU has memory for .* of the .* layers; "
                                                 "the CPU computes the others\\.\n"));
    EXPECT_EQ(ask({"--executor", "vulkan", "--gpu-layers", "1"}).err, "") << "it was asked for";
}

TEST_F(Gpu, IsNamedByItsNumber) {
    EXPECT_EQ(ask({"--executor", "vulkan:0"}).out, kAnswer);
    const Ended none = ask({"--executor", "vulkan:99"});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.err, testing::ContainsRegex("Vulkan knows .* so that there is no number 99"));
    for (const char* wrong : {"vulkan:", "vulkan:x", "cpu:0"})
        EXPECT_EQ(ask({"--executor", wrong}).status, 2) << wrong;
}

TEST_F(Gpu, IsPartOfTheProfile) {
    const json listed = json::parse(run({"profile", "--json"}).out).at("vulkan");
    EXPECT_TRUE(listed.at("problem").is_null());
    EXPECT_TRUE(listed.at("auto").is_null());
    EXPECT_GE(listed.at("gpus").at(0).at("device").at("limits").at("workgroup_invocations"), 128);
    EXPECT_FALSE(std::filesystem::exists(folder())) << "nothing was measured, nothing went wrong";
    const json measured = json::parse(run({"profile", "--gpu", "--json"}).out).at("vulkan");
    EXPECT_GT(measured.at("gpus").at(0).at("measures").at(0).at("cpu_tokens_s"), 0);
    EXPECT_EQ(measured.at("auto").at("executor"), "cpu");
    EXPECT_EQ(run({"profile", "--again"}).status, 2);
    EXPECT_EQ(run({"profile", "--gpu", "--run"}).status, 2);
}

TEST_F(Gpu, MayHaveNoDriver) {
    const Variable drivers("VK_DRIVER_FILES", "/nonexistent.json");
    EXPECT_THAT(run({"profile"}).out,
                HasSubstr("\nVulkan            Vulkan: no instance could be made: there is "
                          "no driver (-9).\n"));
    EXPECT_EQ(ask().out, kAnswer);
    EXPECT_EQ(ask({"--executor", "vulkan"}).status, 1);
}

TEST_F(Gpu, IsListedWhereNothingCanBeRemembered) {
    useDataHome("/dev/null/data");
    const GpuFault fault("crash-in-instance");
    const Ended ended = run({"profile"});
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.out, HasSubstr("\nVulkan            Asking the driver"));
    EXPECT_THAT(ended.err, HasSubstr("/dev/null/data"));
    EXPECT_EQ(ask().out, kAnswer);
}

/// The linker takes the first file of that name, and this is no library.
TEST_F(Gpu, MayHaveNoLoader) {
    const std::string library = scratch.file("libvulkan.so.1", "no library");
    std::filesystem::copy(library, scratch.path("libvulkan.so"));
    const Variable libraries("LD_LIBRARY_PATH", scratch.path(""));
    EXPECT_THAT(run({"profile"}).out, HasSubstr("This machine has no Vulkan loader (libvulkan.so.1)."));
    EXPECT_EQ(ask().out, kAnswer);
    const Ended none = ask({"--executor", "vulkan"});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.err, HasSubstr("This machine has no Vulkan loader"));
}

TEST_F(Gpu, IsRememberedWhereItsDriverCrashedWhileItWasListed) {
    {
        const GpuFault fault("crash-in-instance");
        EXPECT_THAT(run({"profile"}).out, HasSubstr("\nVulkan            Asking the driver"));
        EXPECT_EQ(ask({"--executor", "vulkan"}).signal, 0) << "it is refused";
    }
    EXPECT_THAT(run({"profile"}).out, HasSubstr("\nVulkan            Asking the driver"))
        << "it is not asked";
    EXPECT_THAT(run({"profile", "--gpu", "--again"}).out, HasSubstr("\nVulkan 0 "));
    EXPECT_TRUE(plm::checkGpu(records(), 0));
}

} // namespace
} // namespace peripheral::cli
