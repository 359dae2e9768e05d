// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"

namespace plm::test {

namespace {

Machine machine() {
    Machine machine;
    machine.processor = "Cortex-A76 (Raspberry Pi 5)";
    machine.architecture = "aarch64";
    machine.physicalCores = 4;
    machine.logicalCores = 4;
    machine.instructionSets = {"NEON", "dotprod", "fp16"};
    machine.caches = {{1, "data", 65536, 4}, {2, "unified", 524288, 4}, {3, "unified", 2097152, 1}};
    machine.memoryBytes = 8'455'667'712;
    machine.gpus = std::vector{Gpu{"VideoCore VII", "v3d"}};
    machine.highestMegahertz = 2400;
    machine.throttledEver = false;
    return machine;
}

ProfiledModel model() {
    ProfiledModel model;
    model.name = "PLM 1.8B Instruct";
    model.type = "Q4_K";
    model.sha256 = std::string(64, 'a');
    model.tensorBytes = 1'133'456'128;
    model.parameters = 1'826'613'248;
    model.layers = 32;
    model.feedForward = 8192;
    model.cacheBytesPerToken = 36'864;
    model.expandedBytesPerToken = 327'680;
    return model;
}

ProfiledTest test(BenchTest what, std::vector<double> seconds) {
    ProfiledTest test;
    test.test = what;
    test.seconds = std::move(seconds);
    ProfiledCost cost;
    for (std::size_t part = 0; part < kParts; ++part) {
        cost.seconds[part] = 0.001 / static_cast<double>(part + 3);
        cost.weightBytes[part] = 1e8 / static_cast<double>(part + 3);
    }
    cost.cacheBytes = 36'864.0 * what.depth / 7;
    test.cost = cost;
    for (int layer = 0; layer < 32; ++layer)
        test.activeByLayer.push_back(static_cast<float>(1 + layer % 7) / 33);
    test.outputHash = std::string(64, what.kind == BenchTest::Kind::Prompt ? 'b' : 'c');
    return test;
}

SustainedRun sustainedRun() {
    SustainedRun run;
    for (int i = 0; i < 120; ++i)
        run.samples.push_back({0.5 * i + 0.01, 7.9 - 0.01 * i + 0.1 * (i % 3), 55.0 + i / 6.0, 2400.0});
    return run;
}

void addMeasurements(DeviceProfile& profile) {
    profile.cold = {4.01, 4.9};
    profile.warm = {1.1, 1.5 + 1.0 / 3};
    profile.kept = {0.2, 0.61};
    profile.memory = {2'411'724'800, 1'200'000'000, 1'100'000'000, 1'133'000'000,
                      400'000'000,   300'000'000,   150'994'944};
    profile.tests = {test({BenchTest::Kind::Prompt, 512, 0}, {12.1, 12.3, 12.2, 12.25, 12.15}),
                     test({BenchTest::Kind::Generation, 32, 0}, {4.01, 4.11, 4.0, 4.05, 3.99}),
                     test({BenchTest::Kind::Generation, 32, 4096}, {6.2, 6.3, 6.25, 6.28, 6.31})};
    profile.sustained = sustainedRun();
    profile.quality = {"The quick text", 612, 2.718281828459045};
}

} // namespace

DeviceProfile fullProfile() {
    DeviceProfile profile;
    profile.name = "The Pi on the shelf";
    profile.notes = "With a fan.\nAnd a good power supply.";
    profile.program = "Peripheral 0.9.0 (757fc3d)";
    profile.measuredAt = "2026-11-29T17:40:00Z";
    profile.form = ProfileForm::Full;
    profile.machine = machine();
    profile.kernels = {"NEON dotprod", {"NEON", "dotprod"}};
    profile.bandwidth = {{1, {7.1e9, 7.2e9, 0.1e9 + 0.2e9 / 3}}, {4, {11.5e9, 11.7e9, 11.4e9}}};
    profile.compute = {{1, {6.0e10, 6.1e10}}, {4, {2.3e11, 2.4e11}}};
    profile.before = {48.7, "ondemand", false, 0, 1500.0};
    profile.after = {71.35, "ondemand", false, 0, 2400.0};
    profile.throttled = false;
    profile.watts = 7.3;
    profile.joulesPerToken = 0.93;
    profile.model = model();
    profile.settings = {"cpu", 4, "f16", true};
    addMeasurements(profile);
    return profile;
}

DeviceProfile slower(DeviceProfile profile, double times) {
    for (auto* rates : {&profile.bandwidth, &profile.compute})
        for (RateByThreads& rate : *rates)
            for (double& value : rate.rates)
                value /= times;
    for (ProfiledTest& test : profile.tests)
        for (double& second : test.seconds)
            second *= times;
    for (auto* start : {&profile.cold, &profile.warm, &profile.kept})
        if (*start)
            *start = {(*start)->load * times, (*start)->firstToken * times};
    if (profile.sustained)
        for (SustainedRun::Sample& sample : profile.sustained->samples)
            sample.tokensPerSecond /= times;
    return profile;
}

} // namespace plm::test
