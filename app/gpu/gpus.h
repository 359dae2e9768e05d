// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gpu/gpu_asking.h"
#include "gpu/gpu_list_model.h"
#include "models/loaded_model.h"
#include "settings/settings.h"
#include "worker/engine_thread.h"

#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

#include <filesystem>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>

namespace peripheral {

/// Which GPUs there are, what is known of them, and what the next model is computed with. They are asked in
/// processes of their own, never by this one: unbidden when nothing is known and the engine has been idle for
/// a moment, and not at all where the user chose the CPU. An answer that is asked for meanwhile ends that,
/// and it begins again later. GUI thread.
class Gpus : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Gpus)
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::GpuListModel* list READ list CONSTANT)
    /// What can be chosen, as Settings has it, and in words.
    Q_PROPERTY(QList<QString> choices READ choices NOTIFY changed)
    Q_PROPERTY(QList<QString> choiceNames READ choiceNames NOTIFY changed)
    /// Which of them is set.
    Q_PROPERTY(int choice READ chosen NOTIFY changed)
    /// Devices are being asked.
    Q_PROPERTY(bool asking READ asking NOTIFY askingChanged)
    /// What is being asked, a sentence; empty where nothing is.
    Q_PROPERTY(QString progress READ progress NOTIFY askingChanged)
    /// Why none can be listed, or that there are none; a sentence, empty where there are some.
    Q_PROPERTY(QString nothing READ nothing NOTIFY changed)
    /// Another choice than the one in use would be made now.
    Q_PROPERTY(bool canSwitch READ canSwitch NOTIFY changed)
    /// What happened since the last start, or was found out; a sentence or empty.
    Q_PROPERTY(QString news READ news NOTIFY newsChanged)

public:
    Gpus(EngineThread& engine, LoadedModel& model, Settings& settings, GpuAsking asking,
         QObject* parent = nullptr);
    ~Gpus() override;

    /// Recalls what is known, from `folder`, which is this process's own, and begins to find out the rest;
    /// nothing more where it has begun with it.
    void begin(const std::filesystem::path& folder);
    /// What a model that is opened now is to be computed with.
    [[nodiscard]] ExecutorWish wish() const;

    [[nodiscard]] GpuListModel* list() const { return m_list; }
    [[nodiscard]] QStringList choices() const;
    [[nodiscard]] QStringList choiceNames() const;
    [[nodiscard]] int chosen() const { return static_cast<int>(choices().indexOf(m_settings.executor())); }
    [[nodiscard]] bool asking() const { return m_running; }
    [[nodiscard]] QString progress() const { return m_progress; }
    [[nodiscard]] QString nothing() const;
    [[nodiscard]] bool canSwitch() const;
    /// Sets one of the choices. The model is opened with it at once where that interrupts nothing.
    Q_INVOKABLE void choose(int index);
    [[nodiscard]] QString news() const { return m_news; }

    /// Asks all of them, also those that were skipped, at once.
    Q_INVOKABLE void askAgain();
    Q_INVOKABLE void cancel();
    /// Opens the model once more, with what would be chosen now.
    Q_INVOKABLE void switchNow();
    Q_INVOKABLE void dismissNews();

signals:
    void changed();
    void askingChanged();
    void newsChanged();

private:
    void setAnswering(bool answering);
    void reconsider();
    void next();
    void listDevices();
    void measure(const plm::GpuDevice& device);
    /// What came of asking, and of remembering it.
    struct Answer {
        bool heard = false; ///< false: it was stopped
        plm::GpuRecords records{};
        plm::Status written{};
    };
    template <class Ask, class Note>
    void ask(Ask question, Note note);
    void hear(const Answer& answer);
    void run(const QString& progress);
    void ended();
    void tellIfFaster();
    [[nodiscard]] std::optional<plm::GpuDevice> nextToMeasure() const;
    [[nodiscard]] plm::ExecutorChoice choice() const;
    void setNews(const QString& sentence);

    LoadedModel& m_model;
    Settings& m_settings;
    const GpuAsking m_asking;
    GpuListModel* m_list;
    std::filesystem::path m_folder;
    plm::GpuRecords m_records;
    std::set<std::pair<int, std::string>> m_asked; ///< devices with shapes of models, by this process
    QTimer m_idle;
    std::stop_source m_stop;
    QString m_progress, m_news;
    bool m_bidden = false; ///< by the user, until all is known
    bool m_listed = false; ///< all devices, now or by an earlier start
    bool m_answering = false;
    bool m_running = false;
};

} // namespace peripheral
