// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
#include <QtQmlIntegration>

namespace peripheral {

/// The model that answers, and the loading of another one. GUI thread.
class LoadedModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    /// A model is there and can answer, also while another one is loading.
    Q_PROPERTY(bool ready READ ready NOTIFY modelChanged)
    Q_PROPERTY(QString name READ name NOTIFY modelChanged)
    /// Size, format and context, e.g. "4.9 million parameters · 9.8 MB · F16 · context 1,024".
    Q_PROPERTY(QString details READ details NOTIFY modelChanged)
    /// An honest sentence on what the built-in model can do; empty for others.
    Q_PROPERTY(QString limits READ limits NOTIFY modelChanged)
    Q_PROPERTY(bool builtIn READ builtIn NOTIFY modelChanged)
    /// What evaluates it, e.g. "CPU".
    Q_PROPERTY(QString executor READ executor NOTIFY modelChanged)
    Q_PROPERTY(QString path READ path NOTIFY modelChanged)
    /// Something to know about this model, e.g. an unknown chat template; a sentence or empty.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(QString loadingName READ loadingName NOTIFY loadingChanged)
    /// Why the last file could not be loaded, one sentence; the model before it goes on working.
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString errorDetails READ errorDetails NOTIFY errorChanged)

public:
    explicit LoadedModel(QObject* parent = nullptr);

    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString details() const { return m_details; }
    [[nodiscard]] QString limits() const;
    [[nodiscard]] bool builtIn() const { return m_builtIn; }
    [[nodiscard]] QString executor() const { return m_executor; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString notice() const { return m_notice; }
    [[nodiscard]] bool loading() const { return !m_loadingName.isEmpty(); }
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] QString loadingName() const { return m_loadingName; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString errorDetails() const { return m_errorDetails; }

    /// Loads a GGUF file in the background; the present model answers until it is there.
    Q_INVOKABLE void open(const QUrl& file);
    Q_INVOKABLE void openBuiltIn();
    Q_INVOKABLE void cancelLoading();
    Q_INVOKABLE void dismissError();
    Q_INVOKABLE void dismissNotice();

signals:
    void modelChanged();
    void noticeChanged();
    void loadingChanged();
    void progressChanged();
    void errorChanged();

private:
    bool m_ready = false;
    bool m_builtIn = false;
    QString m_name, m_details, m_executor, m_path, m_notice;
    double m_progress = 0;
    QString m_loadingName, m_error, m_errorDetails;
};

} // namespace peripheral
