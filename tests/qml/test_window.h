// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat.h"
#include "history/history.h"
#include "models/loaded_model.h"
#include "scripted_engine.h"
#include "settings/settings.h"
#include "worker/engine_thread.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>

#include <memory>

/// The whole window on a scripted engine and a data folder of its own. What QML warns of fails the test.
class TestWindow {
public:
    explicit TestWindow(const QString& dataDir, std::shared_ptr<Script> script = std::make_shared<Script>());
    ~TestWindow();

    peripheral::Chat& chat() { return m_chat; }
    peripheral::LoadedModel& model() { return m_model; }
    peripheral::Settings& settings() { return m_settings; }
    Script& script() { return *m_script; }
    QQuickWindow& window() { return *m_window; }

    /// Loads the model and waits until something can be sent.
    void open();
    /// Asks and waits for the end of the answer; or, where the engine is held, until it waits.
    void ask(const QString& question);

    /// The item with this objectName that is shown; null where there is none.
    [[nodiscard]] QQuickItem* item(const QString& objectName) const;
    [[nodiscard]] bool shows(const QString& objectName) const { return item(objectName) != nullptr; }
    void click(const QString& objectName);
    void resize(int width, int height);
    /// A picture once everything has settled.
    [[nodiscard]] QImage grab();

private:
    std::shared_ptr<Script> m_script;
    peripheral::Settings m_settings;
    peripheral::History m_history;
    peripheral::EngineThread m_engine;
    peripheral::LoadedModel m_model;
    peripheral::Chat m_chat;
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
};

/// Every visible item below `root`, itself included.
QList<QQuickItem*> visibleItems(QQuickItem* root);
