// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_thread.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QtQmlIntegration>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace peripheral {

/// A model in one line, e.g. "4.9 million parameters · 5.2 MB · Q8_0 · context 1,024".
[[nodiscard]] QString modelDetails(const OpenedModel& model);

/// A large number for people, e.g. "4.9 million".
[[nodiscard]] QString roundedCount(std::uint64_t count);

/// The model that answers, and the loading of another one. GUI thread.
class LoadedModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// A model is there and can answer, also while another one is loading.
    Q_PROPERTY(bool ready READ ready NOTIFY modelChanged)
    Q_PROPERTY(QString name READ name NOTIFY modelChanged)
    /// Size, format and context, e.g. "4.9 million parameters · 5.2 MB · Q8_0 · context 1,024".
    Q_PROPERTY(QString details READ details NOTIFY modelChanged)
    /// An honest sentence on what the built-in model can do; empty for others.
    Q_PROPERTY(QString limits READ limits NOTIFY modelChanged)
    /// Questions to begin with, which even the built-in one answers rightly.
    Q_PROPERTY(QStringList suggestions READ suggestions CONSTANT)
    Q_PROPERTY(bool builtIn READ builtIn NOTIFY modelChanged)
    /// What evaluates it, e.g. "CPU".
    Q_PROPERTY(QString executor READ executor NOTIFY modelChanged)
    /// Why it is that, one sentence; empty where nothing else was asked for.
    Q_PROPERTY(QString executorReason READ executorReason NOTIFY modelChanged)
    /// Tokens a second that a GPU and the CPU wrote with such a model when they were compared; 0 where the
    /// reason is about no such comparison.
    Q_PROPERTY(double gpuSpeed READ gpuSpeed NOTIFY modelChanged)
    Q_PROPERTY(double cpuSpeed READ cpuSpeed NOTIFY modelChanged)
    /// Where it is, as people see it.
    Q_PROPERTY(QString path READ shownPath NOTIFY modelChanged)
    /// Something to know about this model, e.g. an unknown chat template; a sentence or empty.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(QString loadingName READ loadingName NOTIFY loadingChanged)
    /// Why the last file could not be loaded, one sentence; the model before it goes on working.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString errorDetails READ errorDetails NOTIFY errorChanged)

public:
    /// `builtInPath` is the file of the built-in model.
    LoadedModel(EngineThread& engine, QString builtInPath, QObject* parent = nullptr);

    [[nodiscard]] bool ready() const { return !m_path.isEmpty(); }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString details() const { return m_details; }
    /// Tokens; 0 while no model is there.
    [[nodiscard]] int contextLength() const { return m_contextLength; }
    [[nodiscard]] QString limits() const;
    [[nodiscard]] static QStringList suggestions();
    [[nodiscard]] bool builtIn() const { return ready() && m_path == m_builtInPath; }
    [[nodiscard]] QString executor() const { return m_executor.name; }
    [[nodiscard]] QString executorReason() const { return m_executor.reason; }
    [[nodiscard]] double gpuSpeed() const { return m_executor.measure ? m_executor.measure->gpuSpeed : 0; }
    [[nodiscard]] double cpuSpeed() const { return m_executor.measure ? m_executor.measure->cpuSpeed : 0; }
    /// As Settings::executor() would ask for it.
    [[nodiscard]] QString executorId() const { return m_executor.id; }
    /// A device computed and failed: none is tried again before the next start.
    [[nodiscard]] bool executorFailed() const { return m_executor.failed; }
    [[nodiscard]] std::uint64_t fileBytes() const { return m_fileBytes; }
    /// As plm::shapeOf(); empty while no model is there.
    [[nodiscard]] const std::string& shape() const { return m_shape; }
    /// `wish` is asked for what each model that is opened from now on is to be computed with.
    void setExecutorWish(std::function<ExecutorWish()> wish) { m_wish = std::move(wish); }
    /// As pathFromBytes() has it.
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString shownPath() const;
    [[nodiscard]] QString notice() const { return m_notice; }
    [[nodiscard]] bool loading() const { return !m_loadingPath.isEmpty(); }
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] QString loadingName() const;
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString errorDetails() const { return m_errorDetails; }

    /// Loads a GGUF file in the background: a URL of a local file, or a path. An answer that runs is stopped;
    /// where it fails, the present model stays, and where there is none, the built-in one is loaded.
    Q_INVOKABLE void open(const QUrl& file);
    /// The same for a path as pathFromBytes() has it.
    void openPath(const QString& path);
    Q_INVOKABLE void openBuiltIn();
    /// The present model stays; where there is none, the built-in one is loaded.
    Q_INVOKABLE void cancelLoading();
    Q_INVOKABLE void dismissError();
    Q_INVOKABLE void dismissNotice();

signals:
    /// The model that was asked for is there; its path, empty for the built-in one. Not said where the
    /// built-in one is only a way out.
    void chosen(const QString& path);
    void modelChanged();
    void noticeChanged();
    void loadingChanged();
    void progressChanged();
    void errorChanged();

private:
    void load(const QString& path);
    void setError(const QString& sentence, const QString& details = {});
    void onProgress(int id, double fraction);
    void onLoaded(int id, const OpenedModel& model);
    void onFailed(int id, const EngineFailure& failure);
    void onExecutorChanged(const ExecutorFacts& facts);
    /// Without a model there is nothing to go back to but the built-in one.
    void fallBack(const QString& failedPath);

    EngineThread& m_engine;
    const QString m_builtInPath;
    QString m_path, m_name, m_details, m_notice;
    ExecutorFacts m_executor;
    bool m_failedBefore = false; ///< the executor's device, before the model was opened
    std::string m_shape;
    std::uint64_t m_fileBytes = 0;
    std::function<ExecutorWish()> m_wish;
    int m_contextLength = 0;
    int m_loadId = 0; ///< of the last request; what is said of earlier ones is of no interest any more
    std::stop_source m_stop;
    QString m_loadingPath;
    bool m_fallingBack = false;
    double m_progress = 0;
    QString m_error, m_errorDetails;
};

} // namespace peripheral
