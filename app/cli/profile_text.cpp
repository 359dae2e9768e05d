// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile_text.h"

#include "machine_text.h"
#include "table.h"

#include <plm/sample_statistics.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace peripheral::cli {

namespace {

std::string threadsText(int threads) {
    return fmt::format("{} {}", threads, threads == 1 ? "thread" : "threads");
}

std::string bandwidthText(const plm::DeviceProfile& profile) {
    const auto speed = [](const plm::RateByThreads& rate) { return plm::median(rate.rates); };
    const auto best = std::max_element(profile.bandwidth.begin(), profile.bandwidth.end(),
                                       [&](const auto& a, const auto& b) { return speed(a) < speed(b); });
    if (best == profile.bandwidth.end())
        return kNotMeasured;
    return fmt::format("{:.1f} GB/s with {}", speed(*best) / 1e9, threadsText(best->threads));
}

std::string modelText(const std::optional<plm::ProfiledModel>& model) {
    if (!model)
        return kNotMeasured;
    return fmt::format("{}, {}, {} layers, {} in tensors{}", model->name, model->type, model->layers,
                       sizeText(model->tensorBytes),
                       model->synthetic ? "; synthetic: what it writes means nothing" : "");
}

std::string settingsText(const std::optional<plm::ProfiledSettings>& settings) {
    if (!settings)
        return kNotMeasured;
    return fmt::format("executor {}, {}, cache {}, skipping {}", settings->executor,
                       threadsText(settings->threads), settings->cacheType, settings->sparse ? "on" : "off");
}

std::string startText(const std::optional<plm::ProfiledStart>& start) {
    if (!start)
        return kNotMeasured;
    return fmt::format("loaded in {:.3f} s, first token after {:.3f} s", start->load, start->firstToken);
}

std::string memoryText(const std::optional<plm::ProfiledMemory>& memory) {
    if (!memory)
        return kNotMeasured;
    return fmt::format("at most {}; then {} own and {} of files; weights: {} in the file, {} laid out, of "
                       "which {} kept; cache: {} reserved",
                       sizeText(memory->peakResident), sizeText(memory->anonymous),
                       sizeText(memory->fileBacked), sizeText(memory->weightsInFile),
                       sizeText(memory->laidOutWeights), sizeText(memory->keptWeights),
                       sizeText(memory->cacheReserved));
}

std::string temperatureText(const plm::DeviceProfile& profile) {
    if (!profile.before.temperature || !profile.after.temperature)
        return kNotMeasured;
    return fmt::format("{:.1f} °C before and {:.1f} °C after", *profile.before.temperature,
                       *profile.after.temperature);
}

/// What the trend means, in words.
std::string trendText(const plm::Trend& trend) {
    if (!trend.isSignificant)
        return "no trend to be seen";
    return fmt::format("it got {} by {:.1f} % ({:.1f} to {:.1f} %)", trend.percent < 0 ? "slower" : "faster",
                       std::fabs(trend.percent),
                       std::min(std::fabs(trend.interval.low), std::fabs(trend.interval.high)),
                       std::max(std::fabs(trend.interval.low), std::fabs(trend.interval.high)));
}

std::string sustainedText(const std::optional<plm::SustainedRun>& run) {
    if (!run || run->samples.empty())
        return kNotMeasured;
    std::vector<double> times, speeds;
    for (const plm::SustainedRun::Sample& sample : run->samples) {
        times.push_back(sample.second);
        speeds.push_back(sample.tokensPerSecond);
    }
    const plm::FiveNumbers five = plm::fiveNumbers(speeds);
    const auto trend = plm::trend(times, speeds);
    return fmt::format("{:.1f} tokens/s ({:.1f} to {:.1f}) over {:.0f} s; {}", five.median, five.least,
                       five.most, times.back(), trend ? trendText(*trend) : "too short to tell a trend");
}

std::string qualityText(const std::optional<plm::Quality>& quality) {
    if (!quality)
        return kNotMeasured;
    return fmt::format("perplexity {:.3f} ({:.4f} nats a token over {} tokens of the text {})",
                       std::exp(quality->negativeLogLikelihood), quality->negativeLogLikelihood,
                       quality->tokens, quality->text);
}

void addRun(Facts& facts, const plm::DeviceProfile& profile) {
    facts.add("Model", modelText(profile.model));
    facts.add("SHA-256",
              profile.model && !profile.model->sha256.empty() ? profile.model->sha256 : kNotMeasured);
    facts.add("Settings", settingsText(profile.settings));
    facts.add("Cold start", startText(profile.cold));
    facts.add("Warm start", startText(profile.warm));
    facts.add("Kept weights", startText(profile.kept));
    facts.add("Memory taken", memoryText(profile.memory));
    facts.add("Temperature", temperatureText(profile));
    facts.add("Throttled", throttlingText(profile.throttled, profile.machine));
    facts.add("Governor", profile.after.governor.value_or(kNotMeasured));
    facts.add("Clock", clockLine(profile.after.megahertz, profile.machine));
    facts.add("Power", orNotMeasured(profile.watts, "{:.1f} W"));
    facts.add("Energy a token", orNotMeasured(profile.joulesPerToken, "{:.2f} J"));
    facts.add("Without a pause", sustainedText(profile.sustained));
    facts.add("Quality", qualityText(profile.quality));
}

/// Share of neurons that were zero, over all layers.
std::string sparsityText(const plm::ProfiledTest& test) {
    if (test.activeByLayer.empty())
        return kNotMeasured;
    double active = 0;
    for (const float share : test.activeByLayer)
        active += static_cast<double>(share);
    return fmt::format("{:.1f} %", 100 * (1 - active / static_cast<double>(test.activeByLayer.size())));
}

std::string intervalText(const std::vector<double>& values) {
    const auto interval = plm::medianInterval(values);
    return interval ? fmt::format("{:.2f} to {:.2f}", interval->low, interval->high) : kNotMeasured;
}

Table testsTable(const std::vector<plm::ProfiledTest>& tests) {
    Table table({{"tokens/s", true},
                 {"depth"},
                 {"least"},
                 {"quarter"},
                 {"median"},
                 {"three quarters"},
                 {"most"},
                 {"95 % of the median"},
                 {"sparsity"},
                 {"output", true}});
    constexpr std::size_t kFewDigits = 12;
    for (const plm::ProfiledTest& test : tests) {
        const std::vector<double> speeds = test.speeds();
        const plm::FiveNumbers five = plm::fiveNumbers(speeds);
        std::vector<std::string> cells{test.test.name(), std::to_string(test.test.depth)};
        for (const double speed : {five.least, five.lowerQuarter, five.median, five.upperQuarter, five.most})
            cells.push_back(fmt::format("{:.2f}", speed));
        cells.insert(cells.end(),
                     {intervalText(speeds), sparsityText(test),
                      test.outputHash.empty() ? kNotMeasured : test.outputHash.substr(0, kFewDigits)});
        table.add(std::move(cells));
    }
    return table;
}

Table threadsTable(const plm::DeviceProfile& profile) {
    Table table({{"threads"},
                 {"read GB/s, median"},
                 {"least"},
                 {"most"},
                 {"8-bit Gop/s, median"},
                 {"least"},
                 {"most"}});
    std::map<int, std::pair<std::vector<double>, std::vector<double>>> rates;
    for (const plm::RateByThreads& rate : profile.bandwidth)
        rates[rate.threads].first = rate.rates;
    for (const plm::RateByThreads& rate : profile.compute)
        rates[rate.threads].second = rate.rates;
    for (const auto& [threads, both] : rates) {
        std::vector<std::string> cells{std::to_string(threads)};
        for (const std::vector<double>& values : {both.first, both.second}) {
            const plm::FiveNumbers five = plm::fiveNumbers(values);
            for (const double rate : {five.median, five.least, five.most})
                cells.push_back(values.empty() ? kNotMeasured : fmt::format("{:.1f}", rate / 1e9));
        }
        table.add(std::move(cells));
    }
    return table;
}

} // namespace

std::string profileText(const plm::DeviceProfile& profile) {
    Facts facts;
    addMachine(facts, profile.machine, profile.kernels, bandwidthText(profile));
    addRun(facts, profile);
    std::string text = facts.text();
    if (!profile.tests.empty())
        text += '\n' + testsTable(profile.tests).text();
    if (!profile.bandwidth.empty() || !profile.compute.empty())
        text += '\n' + threadsTable(profile).text();
    return text;
}

} // namespace peripheral::cli
