// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/loaded_model.h"
#include "profiling/measuring_process.h"

#include <plm/benchmark.h>

#include <QObject>
#include <QStringList>
#include <QtQmlIntegration>

#include <memory>

namespace peripheral {

/// Measures this device, in a process of its own: what it takes of memory is that of the measuring alone, and
/// it can be made to stand still at any moment. GUI thread.
class ProfileRun : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::ProfileRun::State state READ state NOTIFY stateChanged)
    /// What it does, and of a test how far it is.
    Q_PROPERTY(peripheral::ProfileRun::Step step READ step NOTIFY progressed)
    Q_PROPERTY(int tokens READ tokens NOTIFY progressed)
    Q_PROPERTY(int depth READ depth NOTIFY progressed)
    Q_PROPERTY(int repetition READ repetition NOTIFY progressed) ///< 0: warming up
    Q_PROPERTY(int ofRepetitions READ ofRepetitions NOTIFY progressed)
    Q_PROPERTY(int threads READ threads NOTIFY progressed)
    /// Of the whole run, 0 to 1, and an estimate of the seconds left of it; below 0: not known.
    Q_PROPERTY(double fraction READ fraction NOTIFY progressed)
    Q_PROPERTY(double secondsLeft READ secondsLeft NOTIFY progressed)
    /// Seconds that a run will take, as is estimated beforehand; 0: not known yet.
    Q_PROPERTY(double estimate READ estimate NOTIFY estimateChanged)
    /// After Failed: why, one sentence.
    Q_PROPERTY(QString error READ error NOTIFY stateChanged)
    /// What the next run is to be.
    Q_PROPERTY(bool full READ full WRITE setFull NOTIFY planChanged)
    Q_PROPERTY(int repetitions READ repetitions WRITE setRepetitions NOTIFY planChanged)
    /// With a model that is made to measure with, in place of the open one.
    Q_PROPERTY(bool synthetic READ synthetic WRITE setSynthetic NOTIFY planChanged)

public:
    enum State { Idle, Running, Paused, Done, Failed };
    Q_ENUM(State)
    enum Step {
        Starting,
        MakingModel,
        LoadingModel,
        KeepingWeights,
        ReadingPrompt,
        Writing,
        Sustaining,
        Predicting,
        ReadingMemory,
        Multiplying,
        Hashing,
    };
    Q_ENUM(Step)

    /// The program that measures, and what it is told before all else.
    struct Program {
        QString path;
        QStringList arguments{};
        qint64 weightsBudget = 0;  ///< bytes that kept weights may take, see Settings
        int sustainedSeconds = 60; ///< of writing without a pause; tests have less time
    };
    /// This program, told to measure (app/measuring).
    [[nodiscard]] static Program thisProgram(qint64 weightsBudget);

    /// `model` outlives it.
    explicit ProfileRun(const LoadedModel& model, Program program, QObject* parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] int tokens() const { return m_now.test.tokens; }
    [[nodiscard]] int depth() const { return m_now.test.depth; }
    [[nodiscard]] int repetition() const { return m_now.repetition; }
    [[nodiscard]] int ofRepetitions() const { return m_now.repetitions; }
    [[nodiscard]] int threads() const { return m_now.threads; }
    [[nodiscard]] double fraction() const { return m_fraction; }
    [[nodiscard]] double secondsLeft() const { return m_now.secondsLeft.value_or(-1); }
    [[nodiscard]] double estimate() const { return m_estimate; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] bool full() const { return m_full; }
    [[nodiscard]] int repetitions() const { return m_repetitions; }
    [[nodiscard]] bool synthetic() const { return m_synthetic; }

    void setFull(bool full);
    void setRepetitions(int repetitions);
    void setSynthetic(bool synthetic);
    /// While it holds, a run and an estimate stand still; what a run was measuring is measured again.
    void setPaused(bool paused);

    /// Begins to work out the estimate of a run as it is planned now.
    Q_INVOKABLE void askEstimate();
    Q_INVOKABLE void start();
    Q_INVOKABLE void cancel();
    /// After Done or Failed: to Idle.
    Q_INVOKABLE void dismiss();

signals:
    /// What was measured, as plm::toJson().
    void measured(const QString& document);
    void stateChanged();
    void progressed();
    void estimateChanged();
    void planChanged();

private:
    MeasuringProcess* begin(const QString& task);
    void forgetEstimate();
    void onProgress(const plm::BenchProgress& now);
    void onEnded(const QString& document, const QString& failure);
    void setState(State state);
    void setEstimate(double seconds);
    template <class Value>
    void plan(Value& value, Value wanted);

    const LoadedModel& m_model;
    const Program m_program;
    MeasuringProcess* m_run = nullptr;       ///< while one is under way
    MeasuringProcess* m_estimator = nullptr; ///< while an estimate is awaited
    State m_state = Idle;
    plm::BenchProgress m_now{};
    Step m_step = Starting;
    double m_fraction = 0;
    double m_longest = 0; ///< seconds that were left at most
    double m_estimate = 0;
    QString m_error;
    bool m_paused = false;
    bool m_cancelled = false;
    bool m_full = false;
    bool m_synthetic = false;
    int m_repetitions = 5;
};

} // namespace peripheral
