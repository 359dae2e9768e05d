// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scripted_engine.h"
#include "visit/kiosk_objects.h"

#include <QGuiApplication>
#include <QImage>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>

#include <chrono>
#include <memory>

/// What tests of a kiosk's window run in.
class KioskApplication : public QGuiApplication {
public:
    KioskApplication(int& argc, char** argv);
};

/// A kiosk with its window, on an engine that does as told or on the real one with the built-in model. Its
/// time goes on only where a test says so. What QML warns of fails the test.
class ShownKiosk {
public:
    struct Setup {
        peripheral::kiosk::Config config{};
        QSize size{800, 480};
        bool realEngine = false;
        bool openModel = true; ///< and wait for it
        double pace = 0;       ///< as Kiosk::Parts::pace
    };
    explicit ShownKiosk(const Setup& setup);
    ShownKiosk() : ShownKiosk(Setup{}) {}
    ShownKiosk(const ShownKiosk&) = delete;
    ShownKiosk& operator=(const ShownKiosk&) = delete;
    ~ShownKiosk();

    peripheral::Kiosk& kiosk() { return m_objects.kiosk; }
    peripheral::EngineThread& engine() { return m_objects.engine; }
    peripheral::KioskFace& face() { return m_objects.face; }
    peripheral::LoadedModel& model() { return m_objects.model; }
    peripheral::Settings& settings() { return m_objects.settings; }
    Script& script() { return *m_script; }
    /// Why the kiosk wanted to start anew; empty: it did not.
    [[nodiscard]] const QStringList& newStarts() const { return m_newStarts; }
    QQuickWindow& window() { return *m_window; }

    /// Lets so much time go by for the kiosk, which looks at its clock then.
    void pass(std::chrono::milliseconds time);
    /// On to the chat, as a visitor who agrees.
    void beginChat();
    /// Asks, and waits for the end of the answer; or, where the engine is held, until it waits.
    void ask(const QString& question);

    /// The item with this objectName that is shown; null where there is none.
    [[nodiscard]] QQuickItem* item(const QString& objectName) const;
    [[nodiscard]] bool shows(const QString& objectName) const { return item(objectName) != nullptr; }
    /// `text` of that item; null where it is not shown.
    [[nodiscard]] QString textOf(const QString& objectName) const;
    /// Whether any text in sight holds this one.
    [[nodiscard]] bool showsText(const QString& text) const;
    /// Its place, as the visitor sees it.
    [[nodiscard]] QRectF placeOf(const QQuickItem& item) const;
    /// All that the window's tree has of objects, in sight or not.
    [[nodiscard]] QList<QQuickItem*> allItems() const;
    /// Waits until what has just come has its place.
    void settle();
    /// A picture once everything that does not fade has settled.
    [[nodiscard]] QImage grab();

private:
    std::shared_ptr<Script> m_script = std::make_shared<Script>();
    std::chrono::milliseconds m_now{0};
    QStringList m_newStarts;
    peripheral::KioskObjects m_objects;
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window = nullptr;
};
