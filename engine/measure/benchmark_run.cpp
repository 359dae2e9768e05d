// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/bench_end.h"
#include "measure/stopwatch.h"

#include <plm/benchmark_run.h>
#include <plm/sha256.h>

#include <utility>
#include <vector>

namespace plm {

namespace {

using Step = BenchProgress::Step;

/// Tells the fraction done of `step`.
LoadProgress fractionOf(Step step, const BenchControl& control) {
    return [step, &control](double fraction) { control.tell({.step = step, .fraction = fraction}); };
}

/// A run's starts, one after the other, so that only one session's weights are in memory.
class Starts {
public:
    Starts(const BenchSetup& setup, BenchRun& run, const BenchControl& control)
        : m_setup(setup),
          m_run(run),
          m_control(control) {}

    Result<std::unique_ptr<Session>> all() {
        if (const Status cold = startCold(); !cold)
            return tl::unexpected(cold.error());
        auto session = start(m_run.options, m_run.warm);
        if (session && !m_setup.session.keptWeights.folder.empty()) {
            session->reset();
            session = startKept();
        }
        return session;
    }

private:
    /// Opens a session and reads a first token.
    Result<std::unique_ptr<Session>> start(const SessionOptions& options, BenchStart& times) {
        const Stopwatch watch;
        const auto model = Model::open(m_setup.model);
        if (!model)
            return tl::unexpected(model.error());
        if (const std::string& notice = (*model)->info().notice; !notice.empty() && m_setup.notice)
            m_setup.notice(notice);
        auto session = Session::create(*model, options, fractionOf(Step::Loading, m_control), m_control.stop);
        m_control.tell({Step::Ended});
        if (!session)
            return session;
        times.load = watch.seconds();
        std::vector<float> logits(static_cast<std::size_t>((*model)->info().hyper.vocabulary));
        const TokenId first = 0;
        if (const Status read = (*session)->evaluate({&first, 1}, logits, m_control.stop); !read)
            return tl::unexpected(read.error());
        times.firstToken = m_setup.secondsBefore + watch.seconds();
        (*session)->rewind(0);
        return session;
    }

    /// The start with nothing of the file in memory, or why there is none.
    Status startCold() {
        if (!m_setup.coldStart) {
            m_run.notCold = "It was not asked for.";
            return {};
        }
        if (const Status dropped = dropFromPageCache(m_setup.model); !dropped) {
            m_run.notCold = dropped.error().message;
            return {};
        }
        BenchStart times;
        return start(m_run.options, times).map([&](const auto& /*session*/) { m_run.cold = times; });
    }

    /// The start with the weights kept, which are written first where that is still to be done. A session all
    /// the same where none are kept, of a small model or because they cannot be written.
    Result<std::unique_ptr<Session>> startKept() {
        SessionOptions options = m_run.options;
        options.keptWeights = m_setup.session.keptWeights;
        BenchStart times;
        auto session = start(options, times);
        if (!session)
            return session;
        keepWeights(**session);
        if (!(*session)->weightsAreKept()) {
            session->reset(); // or both would be in memory
            session = start(options, times);
        }
        if (session && (*session)->weightsAreKept())
            m_run.kept = times;
        return session;
    }

    void keepWeights(Session& session) {
        session.keepWeights();
        m_control.tell({Step::KeepingWeights});
        session.awaitKeptWeights(m_control.stop);
        m_control.tell({Step::Ended});
    }

    const BenchSetup& m_setup;
    BenchRun& m_run;
    const BenchControl& m_control;
};

void describe(const Session& session, BenchRun& run) {
    run.info = session.model().info();
    run.sparse = session.skipsZeros();
    run.threads = session.threads();
    run.cacheBytesPerToken = session.cacheBytesPerToken();
}

} // namespace

Result<BenchSession> beginBench(const BenchSetup& setup, const BenchControl& control) {
    BenchSession bench;
    BenchRun& run = bench.run;
    auto file = ModelFile::read(setup.model);
    if (!file)
        return tl::unexpected(file.error());
    run.file = std::move(*file);
    run.options = setup.session;
    run.options.pastModelContext = true;
    run.options.keptWeights = {}; // not for the starts without
    run.before = conditions();
    auto session = Starts(setup, run, control).all();
    if (!session)
        return tl::unexpected(session.error());
    bench.session = std::move(*session);
    describe(*bench.session, run);
    return bench;
}

void noteWhatTestsLeft(BenchSession& bench) {
    BenchRun& run = bench.run;
    run.after = conditions();
    run.memory = memoryUse();
    run.sessionMemory = bench.session->memory();
}

Status hashModel(BenchRun& run, const BenchControl& control) {
    auto hash = sha256OfFile(run.file.path, fractionOf(Step::Hashing, control), control.stop);
    control.tell({Step::Ended});
    if (!hash)
        return tl::unexpected(hash.error());
    run.modelHash = std::move(*hash);
    return {};
}

Status endBench(BenchSession& bench, const BenchControl& control) {
    noteWhatTestsLeft(bench);
    BenchRun& run = bench.run;
    control.tell({.step = Step::MeasuringMemory, .threads = run.threads});
    const auto bandwidth = readBandwidth(run.threads, control.stop);
    if (!bandwidth)
        return tl::unexpected(bandwidth.error());
    run.readBandwidth = *bandwidth;
    return hashModel(run, control);
}

} // namespace plm
