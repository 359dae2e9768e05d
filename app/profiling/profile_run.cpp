// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/profile_run.h"

#include "models/local_path.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace peripheral {

namespace {

using Run = ProfileRun;

/// What a step is called in the window; nothing for the end of one.
std::optional<Run::Step> stepOf(const plm::BenchProgress& now) {
    switch (now.step) {
    case plm::BenchProgress::Step::Synthesising:
        return Run::MakingModel;
    case plm::BenchProgress::Step::Loading:
        return Run::LoadingModel;
    case plm::BenchProgress::Step::KeepingWeights:
        return Run::KeepingWeights;
    case plm::BenchProgress::Step::Testing:
    case plm::BenchProgress::Step::Drafting:
    case plm::BenchProgress::Step::Restoring:
        return now.test.kind == plm::BenchTest::Kind::Prompt ? Run::ReadingPrompt : Run::Writing;
    case plm::BenchProgress::Step::Sustaining:
        return Run::Sustaining;
    case plm::BenchProgress::Step::Predicting:
        return Run::Predicting;
    case plm::BenchProgress::Step::MeasuringMemory:
        return Run::ReadingMemory;
    case plm::BenchProgress::Step::Multiplying:
        return Run::Multiplying;
    case plm::BenchProgress::Step::Hashing:
        return Run::Hashing;
    case plm::BenchProgress::Step::Ended:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

ProfileRun::Program ProfileRun::thisProgram(qint64 weightsBudget) {
    return {.path = QCoreApplication::applicationFilePath(),
            .arguments = {QStringLiteral("--measure")},
            .weightsBudget = weightsBudget};
}

ProfileRun::ProfileRun(const LoadedModel& model, Program program, QObject* parent)
    : QObject(parent),
      m_model(model),
      m_program(std::move(program)) {
    connect(&model, &LoadedModel::modelChanged, this, [this] { forgetEstimate(); });
}

template <class Value>
void ProfileRun::plan(Value& value, Value wanted) {
    if (std::exchange(value, wanted) == wanted)
        return;
    forgetEstimate();
    emit planChanged();
}

void ProfileRun::setFull(bool full) {
    plan(m_full, full);
}

void ProfileRun::setRepetitions(int repetitions) {
    plan(m_repetitions, std::clamp(repetitions, 1, 20));
}

void ProfileRun::setSynthetic(bool synthetic) {
    plan(m_synthetic, synthetic);
}

void ProfileRun::setPaused(bool paused) {
    m_paused = paused;
    if (m_estimator != nullptr)
        m_estimator->setStandingStill(paused);
    if (m_run == nullptr)
        return;
    m_run->setStandingStill(paused);
    setState(paused ? Paused : Running);
}

MeasuringProcess* ProfileRun::begin(const QString& task) {
    QStringList arguments = m_program.arguments;
    arguments << task << (m_full ? QStringLiteral("full") : QStringLiteral("quick"))
              << QString::number(m_repetitions) << QString::number(m_program.sustainedSeconds)
              << QString::number(m_program.weightsBudget);
    // A path is bytes, and an argument of QProcess is text.
    if (!m_synthetic)
        arguments << QString::fromLatin1(bytesOfPath(m_model.path()).toPercentEncoding("/"));
    auto* process = new MeasuringProcess(m_program.path, arguments, this);
    connect(process, &MeasuringProcess::estimated, this, &ProfileRun::setEstimate);
    connect(process, &MeasuringProcess::ended, process, &QObject::deleteLater);
    return process;
}

void ProfileRun::askEstimate() {
    if (m_run != nullptr || m_estimator != nullptr || m_estimate > 0)
        return;
    m_estimator = begin(QStringLiteral("estimate"));
    connect(m_estimator, &MeasuringProcess::ended, this, [this] { m_estimator = nullptr; });
    m_estimator->setStandingStill(m_paused);
}

void ProfileRun::forgetEstimate() {
    if (m_estimator != nullptr) {
        m_estimator->disconnect(this);
        m_estimator->cancel();
        m_estimator = nullptr;
    }
    setEstimate(0);
}

void ProfileRun::start() {
    if (m_run != nullptr)
        return;
    m_cancelled = false;
    m_now = {};
    m_step = Starting;
    m_fraction = m_longest = 0;
    m_error.clear();
    m_run = begin(QStringLiteral("run"));
    connect(m_run, &MeasuringProcess::progressed, this, &ProfileRun::onProgress);
    connect(m_run, &MeasuringProcess::ended, this, &ProfileRun::onEnded);
    emit progressed();
    setPaused(m_paused);
}

void ProfileRun::cancel() {
    if (m_run == nullptr)
        return;
    m_cancelled = true;
    m_run->cancel();
}

void ProfileRun::dismiss() {
    if (m_run == nullptr)
        setState(Idle);
}

void ProfileRun::onProgress(const plm::BenchProgress& now) {
    const auto step = stepOf(now);
    if (!step)
        return;
    m_now = now;
    m_step = *step;
    m_longest = std::max(m_longest, secondsLeft());
    if (m_longest > 0 && now.secondsLeft)
        m_fraction = std::max(m_fraction, 1 - *now.secondsLeft / m_longest);
    emit progressed();
}

void ProfileRun::onEnded(const QString& document, const QString& failure) {
    m_run = nullptr;
    m_error = m_cancelled ? QString() : shownText(failure);
    if (!m_cancelled && !document.isEmpty())
        emit measured(document);
    setState(m_cancelled ? Idle : document.isEmpty() ? Failed : Done);
}

void ProfileRun::setState(State state) {
    m_state = state;
    emit stateChanged();
}

void ProfileRun::setEstimate(double seconds) {
    m_estimate = seconds;
    emit estimateChanged();
}

} // namespace peripheral

#include "moc_profile_run.cpp"
