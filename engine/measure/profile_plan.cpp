// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/profile_plan.h"

#include <plm/device.h>
#include <plm/executors.h>
#include <plm/model.h>
#include <plm/sample_statistics.h>
#include <plm/threads.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace plm {

namespace {

/// What the time depends on: the size of the model, and what the machine does at best.
struct Figures {
    double bytes = 0; ///< of the file
    double parameters = 0;
    bool synthetic = false;
    double bandwidth = 0;  ///< bytes a second
    double operations = 0; ///< a second

    // Measured speeds come to some such shares of the best.
    [[nodiscard]] double tokenSeconds(int depth) const {
        constexpr double kShare = 0.6, kDepthThatDoubles = 8192;
        return bytes / (kShare * bandwidth) * (1 + depth / kDepthThatDoubles);
    }
    [[nodiscard]] double promptSeconds(int tokens, int depth) const {
        constexpr double kShare = 0.4, kDepthThatDoubles = 4096;
        return 2 * parameters * tokens / (kShare * operations) *
                   (1 + (depth + 0.5 * tokens) / kDepthThatDoubles) +
               tokenSeconds(depth);
    }
    [[nodiscard]] double seconds(const BenchTest& test, int tokens) const {
        return test.kind == BenchTest::Kind::Prompt ? promptSeconds(tokens, test.depth)
                                                    : tokens * tokenSeconds(test.depth);
    }
};

// Bytes a second of what is done with whole files.
constexpr double kLoading = 1e9;
constexpr double kFromDisk = 3e8; // and to it
constexpr double kSynthesising = 1.5e8;
constexpr double kHashing = 4e8;

/// The size of the model.
Result<Figures> sizeOf(const ProfileSetup& setup) {
    if (setup.synthetic) {
        constexpr double kBitsAParameter = 4.9; // of Q4_K_M
        return synthesisBytes(*setup.synthetic).map([](std::uint64_t bytes) {
            const auto size = static_cast<double>(bytes);
            return Figures{size, size * 8 / kBitsAParameter, true};
        });
    }
    return Model::open(setup.model).map([](const std::shared_ptr<const Model>& model) {
        const ModelInfo& info = model->info();
        return Figures{static_cast<double>(info.fileBytes), static_cast<double>(info.parameters),
                       info.synthetic};
    });
}

Result<Figures> figuresOf(const ProfileSetup& setup, const std::stop_token& stop) {
    constexpr std::size_t kFewBytes = std::size_t{64} << 20; // or the peak of memory would be this buffer
    auto figures = sizeOf(setup);
    if (!figures)
        return figures;
    const int threads = threadsFor(setup.session.threads);
    const auto bandwidth = readRates(threads, kFewBytes, stop);
    if (!bandwidth)
        return tl::unexpected(bandwidth.error());
    const auto operations = multiplyRates(threads, stop);
    if (!operations)
        return tl::unexpected(operations.error());
    figures->bandwidth = median(*bandwidth);
    figures->operations = median(*operations);
    return figures;
}

double startSeconds(const Figures& model, const ProfileSetup& setup) {
    double seconds = model.bytes / kLoading;
    if (setup.form == ProfileForm::Full)
        seconds += model.bytes / kFromDisk;
    if (!setup.synthetic && !setup.session.keptWeights.folder.empty())
        seconds += 2 * model.bytes / kLoading + model.bytes / kFromDisk;
    return seconds;
}

/// All of a test but what fills the context before it.
double testSeconds(const Figures& model, const BenchTest& test, int repetitions) {
    return model.seconds(test, warmUpTokens(test)) + repetitions * model.seconds(test, test.tokens);
}

/// Leaves out the prompts at a depth that take long, and estimates each of the others.
void planTests(const Figures& model, const ProfileSetup& setup, ProfilePlan& plan) {
    constexpr double kLong = 120;
    int filled = 0;
    for (const BenchTest& test : profileTests(setup.form)) {
        const double seconds = testSeconds(model, test, setup.repetitions);
        if (test.kind == BenchTest::Kind::Prompt && test.depth > 0 && seconds > kLong)
            continue;
        plan.tests.push_back(test);
        plan.seconds.push_back(seconds +
                               (test.depth > filled ? model.promptSeconds(test.depth - filled, filled) : 0));
        filled = test.depth;
    }
}

/// How much of its step is done, where that is told: 0 to 1.
std::optional<double> doneOf(const BenchProgress& now) {
    if (now.step == BenchProgress::Step::Testing)
        return static_cast<double>(now.repetition) / (now.repetitions + 1);
    if (now.step == BenchProgress::Step::Loading) // one of several times
        return std::nullopt;
    return now.fraction;
}

} // namespace

std::vector<BenchTest> profileTests(ProfileForm form) {
    switch (form) {
    case ProfileForm::Quick:
        return planBench({128}, {32}, {0});
    case ProfileForm::Full:
        return planBench({512}, {32}, {0, 1024, 4096});
    }
    return {};
}

SynthesisOptions syntheticModelFor(std::uint64_t availableBytes) {
    SynthesisOptions options;
    options.type = "Q4_K_M";
    const auto bytesWith = [&options](int layers) {
        options.shape.layers = layers;
        return static_cast<double>(synthesisBytes(options).value_or(0));
    };
    const int whole = options.shape.layers;
    const double room = static_cast<double>(availableBytes) / 2, one = bytesWith(1);
    const double layerBytes = (bytesWith(whole) - one) / (whole - 1); // about: some layers take more
    int layers = std::clamp(1 + static_cast<int>((room - one) / layerBytes), 1, whole);
    while (layers > 1 && bytesWith(layers) > room)
        --layers;
    options.shape.layers = layers;
    return options;
}

std::vector<int> threadsToMeasure() {
    const int most = threadsFor(std::numeric_limits<int>::max());
    std::set<int> counts{threadsFor(0), most};
    for (int threads = 1; threads < most; threads *= 2)
        counts.insert(threads);
    return {counts.begin(), counts.end()};
}

Result<ProfilePlan> planProfile(const ProfileSetup& setup, const std::stop_token& stop) {
    const auto model = figuresOf(setup, stop);
    if (!model)
        return tl::unexpected(model.error());
    ProfilePlan plan{{}, threadsToMeasure(), {}};
    plan.seconds = {setup.synthetic ? model->bytes / kSynthesising : 0, startSeconds(*model, setup)};
    planTests(*model, setup, plan);
    constexpr int kUsualQualityTokens = 720;
    constexpr double kReadPasses = 8, kMultiplySeconds = 0.25;
    const auto counts = static_cast<double>(plan.threads.size());
    plan.seconds.insert(plan.seconds.end(),
                        {setup.sustainedSeconds,
                         model->synthetic ? 0 : model->promptSeconds(kUsualQualityTokens, 0),
                         counts * kReadPasses * static_cast<double>(setup.readBytes) / model->bandwidth,
                         counts * kMultiplySeconds, model->bytes / kHashing});
    return plan;
}

Result<double> estimateProfile(const ProfileSetup& setup, const std::stop_token& stop) {
    return planProfile(setup, stop).map([](const ProfilePlan& plan) {
        return std::accumulate(plan.seconds.begin(), plan.seconds.end(), 0.0);
    });
}

void ProfileClock::next() {
    ++m_step;
    m_watch = {};
}

double ProfileClock::left(const BenchProgress& now) const {
    constexpr double kEnough = 0.2; // of a step to tell the rest by
    if (m_step >= m_seconds.size())
        return 0;
    const auto step = m_seconds.begin() + static_cast<std::ptrdiff_t>(m_step);
    const double rest = std::accumulate(step + 1, m_seconds.end(), 0.0);
    const double passed = m_watch.seconds();
    const double done = doneOf(now).value_or(0);
    return rest + (done >= kEnough ? passed / done * (1 - done) : std::max(*step - passed, 0.0));
}

} // namespace plm
