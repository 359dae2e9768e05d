// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/abridged.h"

#include <plm/sample_statistics.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace plm::profiles {

namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kSustainedParts = 6;
constexpr std::size_t kTests = 8;
constexpr std::size_t kThreadCounts = 4;

/// At most so many bytes, and no half of a character.
void cut(std::string& text, std::size_t most) {
    if (text.size() <= most)
        return;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80)
        --most;
    text.resize(most);
}

/// At most `most`, the first and the last among them.
template <class Value>
void thinOut(std::vector<Value>& values, std::size_t most) {
    const std::size_t count = values.size();
    if (count <= most)
        return;
    std::vector<Value> kept;
    for (std::size_t i = 0; i < most; ++i)
        kept.push_back(values[i * (count - 1) / (most - 1)]);
    values = std::move(kept);
}

void keepMedians(std::vector<RateByThreads>& rates) {
    thinOut(rates, kThreadCounts);
    for (RateByThreads& rate : rates)
        if (!rate.rates.empty())
            rate.rates = {median(rate.rates)};
}

ProfiledTest shortened(const ProfiledTest& test) {
    ProfiledTest kept;
    kept.test = test.test;
    kept.medianOf = test.medianOf > 0 ? test.medianOf : static_cast<int>(test.seconds.size());
    if (!test.seconds.empty())
        kept.seconds = {median(test.seconds)};
    kept.outputHash = test.outputHash.substr(0, kHashDigits);
    return kept;
}

/// The mean of samples that follow each other.
SustainedRun::Sample meanOf(std::span<const SustainedRun::Sample> samples) {
    std::vector<double> seconds, speeds, temperatures;
    for (const SustainedRun::Sample& sample : samples) {
        seconds.push_back(sample.second);
        speeds.push_back(sample.tokensPerSecond);
        if (sample.temperature)
            temperatures.push_back(*sample.temperature);
    }
    SustainedRun::Sample whole;
    whole.second = mean(seconds);
    whole.tokensPerSecond = mean(speeds);
    if (!temperatures.empty())
        whole.temperature = mean(temperatures);
    return whole;
}

void keepParts(SustainedRun& run) {
    const std::span<const SustainedRun::Sample> all(run.samples);
    const std::size_t parts = std::min(kSustainedParts, all.size());
    std::vector<SustainedRun::Sample> kept;
    for (std::size_t i = 0; i < parts; ++i) {
        const std::size_t begin = i * all.size() / parts, end = (i + 1) * all.size() / parts;
        kept.push_back(meanOf(all.subspan(begin, end - begin)));
    }
    run.samples = std::move(kept);
}

void cutNames(DeviceProfile& profile, std::size_t most) {
    for (std::string* text : {&profile.name, &profile.source, &profile.program, &profile.machine.processor,
                              &profile.machine.architecture, &profile.kernels.name})
        cut(*text, most);
    if (profile.model)
        cut(profile.model->name, most);
}

void cutTexts(DeviceProfile& profile) {
    profile.notes.clear();
    cutNames(profile, 48);
    cut(profile.measuredAt, 32);
    for (auto* texts : {&profile.machine.instructionSets, &profile.kernels.instructionSets}) {
        thinOut(*texts, 8);
        for (std::string& text : *texts)
            cut(text, 12);
    }
    for (Conditions* conditions : {&profile.before, &profile.after})
        if (conditions->governor)
            cut(*conditions->governor, 16);
}

void shortenMachine(Machine& machine) {
    thinOut(machine.caches, 4);
    for (ProcessorCache& cache : machine.caches)
        cut(cache.type, 12);
    if (!machine.gpus)
        return;
    thinOut(*machine.gpus, 2);
    for (Gpu& gpu : *machine.gpus) {
        cut(gpu.name, 32);
        cut(gpu.driver, 16);
    }
}

void shortenRun(DeviceProfile& profile) {
    if (profile.model) {
        cut(profile.model->type, 16);
        cut(profile.model->sha256, kHashDigits);
    }
    if (profile.settings) {
        cut(profile.settings->executor, 16);
        cut(profile.settings->cacheType, 8);
    }
    if (profile.quality)
        cut(profile.quality->text, 24);
    if (profile.sustained)
        keepParts(*profile.sustained);
}

} // namespace

DeviceProfile abridged(DeviceProfile profile) {
    profile.abridged = true;
    cutTexts(profile);
    shortenMachine(profile.machine);
    shortenRun(profile);
    keepMedians(profile.bandwidth);
    keepMedians(profile.compute);
    thinOut(profile.tests, kTests);
    for (ProfiledTest& test : profile.tests)
        test = shortened(test);
    return profile;
}

std::span<const LeaveOut> leastImportantFirst() {
    static constexpr std::array<LeaveOut, 7> kAll{
        [](DeviceProfile& profile) { profile.machine.caches.clear(); },
        [](DeviceProfile& profile) {
            profile.machine.instructionSets.clear();
            profile.kernels.instructionSets.clear();
        },
        [](DeviceProfile& profile) { profile.machine.gpus.reset(); },
        [](DeviceProfile& profile) { profile.compute.clear(); },
        [](DeviceProfile& profile) { profile.sustained.reset(); },
        [](DeviceProfile& profile) { profile.tests.resize(std::min<std::size_t>(profile.tests.size(), 4)); },
        [](DeviceProfile& profile) { cutNames(profile, 12); }};
    return kAll;
}

} // namespace plm::profiles
