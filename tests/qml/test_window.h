// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat_objects.h"
#include "sample_machine.h"
#include "scripted_engine.h"
#include "visible_items.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>

#include <memory>

/// What tests of the window run in.
class TestApplication : public QGuiApplication {
public:
    TestApplication(int& argc, char** argv) : QGuiApplication(argc, argv) {
        setApplicationDisplayName("Peripheral");
        setFont(QFont("DejaVu Sans"));
    }
};

/// The whole window on a scripted engine and a data folder of its own. What QML warns of fails the test.
class TestWindow {
public:
    /// Opens on the screen of this name (tests/data/screens.json), or the first one.
    explicit TestWindow(const QString& dataDir,
                        const std::shared_ptr<Script>& script = std::make_shared<Script>(),
                        const QString& screen = {}, const peripheral::Permitted& permitted = {});
    /// The same on an engine of one's own, which open() lets open `model`.
    TestWindow(const QString& dataDir, const peripheral::EngineFactory& engine, const QString& model);
    ~TestWindow();

    peripheral::Chat& chat() { return m_objects.chat; }
    peripheral::History& history() { return m_objects.history; }
    peripheral::LoadedModel& model() { return m_objects.model; }
    peripheral::EngineThread& engine() { return m_objects.engine; }
    /// What the engine itself last said of its memory.
    [[nodiscard]] const peripheral::EngineMemory& memory() const { return m_memory; }
    peripheral::DeviceReadings& readings() { return m_objects.deviceReadings; }
    peripheral::AnswerTelemetry& telemetry() { return m_objects.answerTelemetry; }
    peripheral::AnswerReplay& replay() { return m_objects.answerReplay; }
    peripheral::Settings& settings() { return m_objects.settings; }
    peripheral::Gpus& gpus() { return m_objects.gpus; }
    peripheral::Profiles& profiles() { return m_objects.profiles; }
    peripheral::ProfileRun& profileRun() { return m_objects.profileRun; }
    Script& script() { return *m_script; }
    [[nodiscard]] const QString& dataDir() const { return m_dataDir; }
    QQuickWindow& window() { return *m_window; }
    /// The window's table of pages (qml/style/navigation/Navigation.qml).
    [[nodiscard]] QObject* navigation() const;

    /// Loads the model and waits until something can be sent.
    void open();
    /// Asks and waits for the end of the answer; or, where the engine is held, until it waits.
    void ask(const QString& question);

    /// The item with this objectName that is shown; null where there is none.
    [[nodiscard]] QQuickItem* item(const QString& objectName) const;
    [[nodiscard]] bool shows(const QString& objectName) const { return item(objectName) != nullptr; }
    /// `text` of the item with this objectName; null where it is not shown.
    [[nodiscard]] QString textOf(const QString& objectName) const;
    void click(const QString& objectName);
    void type(const QString& text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// A finger in the middle of the item that moves by `way`; it stays there until letGo().
    void drag(const QString& objectName, QPoint way);
    void letGo();
    /// Whether a file that is dragged over the window is welcome; it is dropped then.
    bool drop(const QString& file);
    /// Keeps a profile of this name, in which everything is filled, of a device so many `times` as slow as
    /// the first; gives its id.
    qint64 addProfile(const std::string& name, double times = 1);
    /// Keeps one of those that ship with the program.
    qint64 addPublishedProfile();
    /// The page of this name, where it may be seen.
    void openPage(const QString& name);
    void resize(int width, int height);
    /// As after open(): no conversations, no page, the usual size and settings, and an engine that answers at
    /// once.
    void reset();
    /// A picture once everything has settled.
    [[nodiscard]] QImage grab();

private:
    TestWindow(const QString& dataDir, peripheral::ChatObjects::Setup setup, std::shared_ptr<Script> script,
               const QString& screen);
    qint64 add(const plm::DeviceProfile& profile);
    void endAnswers();
    void forgetConversations();
    void forgetProfiles();
    void closePopups();

    QString m_dataDir;
    std::shared_ptr<Script> m_script;
    peripheral::EngineMemory m_memory; ///< without what a test makes up of a GPU
    peripheral::ChatObjects m_objects;
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
    QPoint m_finger; ///< where a drag is now
};
