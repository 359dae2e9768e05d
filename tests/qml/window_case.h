// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qt_test.h"
#include "test_window.h"

#include <QTemporaryDir>

/// Tests of one window, which each of its tests finds as it was at the start.
class WindowCase : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();

protected:
    [[nodiscard]] TestWindow& window() const { return *m_window; }
    [[nodiscard]] peripheral::Chat& chat() const { return m_window->chat(); }
    [[nodiscard]] peripheral::MessageListModel& messages() const { return *chat().messages(); }
    [[nodiscard]] peripheral::Settings& settings() const { return m_window->settings(); }
    [[nodiscard]] Script& script() const { return m_window->script(); }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }

    [[nodiscard]] QQuickItem* item(const char* objectName) const { return m_window->item(objectName); }
    [[nodiscard]] bool shows(const char* objectName) const { return m_window->shows(objectName); }
    /// Its left edge in the window.
    [[nodiscard]] qreal leftOf(const char* objectName) const {
        return item(objectName)->mapToScene({0, 0}).x();
    }
    [[nodiscard]] QString textOf(const char* objectName) const { return m_window->textOf(objectName); }
    void click(const char* objectName) { m_window->click(objectName); }
    void type(const QString& text) { m_window->type(text); }
    void key(Qt::Key pressed, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        m_window->key(pressed, modifiers);
    }
    void ask(const QString& question) { m_window->ask(question); }

    /// Whether these words, and only these, stand in one place of the window.
    [[nodiscard]] bool showsText(const QString& words) const;
    /// Of the message in this row; empty, or Waiting, where there is none.
    [[nodiscard]] QString said(int row) const;
    [[nodiscard]] peripheral::MessageState state(int row) const;

private:
    QTemporaryDir m_dir;
    std::unique_ptr<TestWindow> m_window;
};
