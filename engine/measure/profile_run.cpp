// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/bench_end.h"
#include "measure/power_meter.h"
#include "measure/profile_plan.h"
#include "measure/profile_values.h"
#include "measure/quality_text.h"
#include "measure/stopwatch.h"
#include "measure/sustained_run.h"
#include "measure/temporary_folder.h"
#include "measure/undisturbed.h"

#include <plm/benchmark_run.h>
#include <plm/perplexity.h>
#include <plm/profile_run.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace plm {

namespace {

using Step = BenchProgress::Step;

constexpr std::uint64_t kSeed = 1; // the same in every run, or outputs could not be compared

/// A profile run, step by step in the order of ProfilePlan::seconds.
class ProfileRun {
public:
    ProfileRun(const ProfileSetup& setup, const BenchControl& control, ProfilePlan plan)
        : m_setup(setup),
          m_plan(std::move(plan)),
          m_clock(m_plan.seconds),
          m_control{[this, &control](const BenchProgress& now) { tell(control, now); }, control.stop,
                    control.first} {}
    ProfileRun(const ProfileRun&) = delete;
    ProfileRun& operator=(const ProfileRun&) = delete;
    ~ProfileRun() = default;

    Result<DeviceProfile> run() {
        describe();
        for (const auto step : {&ProfileRun::synthesiseModel, &ProfileRun::start, &ProfileRun::measureTests,
                                &ProfileRun::sustain, &ProfileRun::predict, &ProfileRun::measureMemory,
                                &ProfileRun::measureKernels, &ProfileRun::hash}) {
            if (const Status done = (this->*step)(); !done)
                return tl::unexpected(done.error());
            m_clock.next();
        }
        return std::move(m_profile);
    }

private:
    void tell(const BenchControl& control, BenchProgress now) const {
        now.secondsLeft = m_clock.left(now);
        control.tell(now);
    }
    [[nodiscard]] LoadProgress fractionOf(Step step) const {
        return [this, step](double fraction) { m_control.tell({.step = step, .fraction = fraction}); };
    }
    [[nodiscard]] const std::vector<TokenId>& sequence() {
        if (m_sequence.empty())
            m_sequence = randomTokens(std::max(longestContext(m_plan.tests), kSustainedDepth),
                                      m_bench.run.info.hyper.vocabulary, kSeed);
        return m_sequence;
    }

    void describe();
    Status synthesiseModel();
    Status start();
    Status measureTests();
    Status sustain();
    Status predict();
    Status measureMemory();
    Status measureKernels();
    Status hash();
    void noteEnd();
    template <class Measure>
    Status measureByThreads(Step step, std::vector<RateByThreads>& rates, const Measure& measure);

    const ProfileSetup& m_setup;
    const ProfilePlan m_plan;
    ProfileClock m_clock;
    const BenchControl m_control;
    std::optional<TemporaryFolder> m_folder; ///< of the synthetic model
    std::filesystem::path m_model;
    BenchSession m_bench;
    std::vector<TokenId> m_sequence;
    DeviceProfile m_profile;
};

void ProfileRun::describe() {
    m_profile.machine = describeMachine();
    m_profile.machine.availableBytes.reset(); // true of this moment only
    m_profile.kernels = kernelChoice();
    m_profile.name = m_profile.machine.processor;
    m_profile.program = m_setup.program;
    m_profile.measuredAt = utcNow();
    m_profile.form = m_setup.form;
}

Status ProfileRun::synthesiseModel() {
    m_model = m_setup.model;
    if (!m_setup.synthetic)
        return {};
    m_folder.emplace();
    if (!m_folder->status())
        return m_folder->status();
    m_model = m_folder->path() / "synthetic.gguf";
    return synthesize(m_model, *m_setup.synthetic, fractionOf(Step::Synthesising), m_control.stop);
}

Status ProfileRun::start() {
    BenchSetup setup{m_model, m_setup.session, 0, m_setup.form == ProfileForm::Full, m_setup.notice};
    setup.session.contextLength = std::max({longestContext(m_plan.tests), kSustainedDepth, kQualityContext});
    if (m_setup.synthetic)
        setup.session.keptWeights = {};
    forgetPeakMemory(); // the peak is to be that of this model
    auto bench = undisturbed(m_control, [&](const BenchControl& control, bool /*disturbed*/) {
        return beginBench(setup, control);
    });
    if (!bench)
        return tl::unexpected(bench.error());
    m_bench = std::move(*bench);
    m_profile.model = profiledModel(m_bench.run);
    m_profile.settings = profiledSettings(m_bench.run);
    m_profile.cold = m_bench.run.cold ? std::optional(profiledStart(*m_bench.run.cold)) : std::nullopt;
    m_profile.warm = profiledStart(m_bench.run.warm);
    m_profile.kept = m_bench.run.kept ? std::optional(profiledStart(*m_bench.run.kept)) : std::nullopt;
    return {};
}

Status ProfileRun::measureTests() {
    BenchRunner runner(*m_bench.session, sequence(), m_control);
    PowerMeter power;
    for (const BenchTest& test : m_plan.tests) {
        auto result = runner.measure(test, m_setup.repetitions);
        if (!result)
            return tl::unexpected(result.error());
        power.sample();
        m_profile.tests.push_back(profiledTest(std::move(*result), m_bench.run.info.hyper.feedForward));
        if (&test != &m_plan.tests.back())
            m_clock.next(); // each test is a step
    }
    m_profile.watts = power.watts();
    return {};
}

Status ProfileRun::sustain() {
    if (m_setup.sustainedSeconds > 0) {
        auto sustained = measureSustained(*m_bench.session, std::span(sequence()).first(kSustainedDepth),
                                          m_setup.sustainedSeconds, m_control);
        if (!sustained)
            return tl::unexpected(sustained.error());
        m_profile.sustained = std::move(sustained->run);
        m_profile.joulesPerToken = sustained->joulesPerToken;
    }
    noteEnd();
    return {};
}

/// Before the rest is measured, which takes memory of its own.
void ProfileRun::noteEnd() {
    noteWhatTestsLeft(m_bench);
    m_profile.before = m_bench.run.before;
    m_profile.after = m_bench.run.after;
    m_profile.throttled = wasThrottled(m_profile.before, m_profile.after);
    if (m_bench.run.memory)
        m_profile.memory = profiledMemory(*m_bench.run.memory, m_bench.run.sessionMemory);
}

/// How well a model predicts is a matter of what it learnt: there is none of random weights.
Status ProfileRun::predict() {
    const ModelInfo& info = m_bench.run.info;
    const int context = std::min(kQualityContext, info.hyper.contextLength);
    if (info.synthetic || context < 2)
        return {};
    auto tokens = tokensToPredict(qualityText(), m_bench.session->model().tokenizer());
    if (!tokens)
        return tl::unexpected(tokens.error());
    tokens->resize(std::min(tokens->size(), kQualityTokens));
    const auto show = [&](const Perplexity& soFar) {
        fractionOf(Step::Predicting)(static_cast<double>(soFar.read) / static_cast<double>(tokens->size()));
    };
    m_control.tell({Step::Predicting});
    const auto quality = undisturbed(m_control, [&](const BenchControl& control, bool /*disturbed*/) {
        return measurePerplexity(*m_bench.session, *tokens, static_cast<std::size_t>(context), show,
                                 control.stop);
    });
    if (!quality)
        return tl::unexpected(quality.error());
    m_profile.quality = {std::string(kQualityTextName), static_cast<int>(quality->predicted),
                         quality->negativeLogLikelihood()};
    return {};
}

template <class Measure>
Status ProfileRun::measureByThreads(Step step, std::vector<RateByThreads>& rates, const Measure& measure) {
    for (const int threads : m_plan.threads) {
        m_control.tell(
            {.step = step,
             .fraction = static_cast<double>(rates.size()) / static_cast<double>(m_plan.threads.size()),
             .threads = threads});
        auto found = undisturbed(m_control, [&](const BenchControl& control, bool /*disturbed*/) {
            return measure(threads, control.stop);
        });
        if (!found)
            return tl::unexpected(found.error());
        rates.push_back({threads, std::move(*found)});
    }
    return {};
}

Status ProfileRun::measureMemory() {
    m_bench.session.reset(); // whose weights may take what the buffer needs
    return measureByThreads(Step::MeasuringMemory, m_profile.bandwidth,
                            [this](int threads, const std::stop_token& stop) {
                                return readRates(threads, m_setup.readBytes, stop);
                            });
}

Status ProfileRun::measureKernels() {
    return measureByThreads(Step::Multiplying, m_profile.compute, multiplyRates);
}

Status ProfileRun::hash() {
    const Status hashed = undisturbed(m_control, [this](const BenchControl& control, bool /*disturbed*/) {
        return hashModel(m_bench.run, control);
    });
    if (hashed)
        m_profile.model->sha256 = m_bench.run.modelHash;
    return hashed;
}

} // namespace

Result<DeviceProfile> runProfile(const ProfileSetup& setup, const BenchControl& control) {
    auto plan = planProfile(setup, control.stop);
    if (!plan)
        return tl::unexpected(plan.error());
    return ProfileRun(setup, control, std::move(*plan)).run();
}

} // namespace plm
