// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat_setup.h"

#include <QQmlApplicationEngine>
#include <QQuickWindow>

namespace peripheral {

/// The application's own window on a chat.
class ShownWindow {
public:
    explicit ShownWindow(ChatSetup& setup);

    /// Null where it could not be made.
    [[nodiscard]] QQuickWindow* window() const { return m_window; }
    /// What stands in the blocks of the messages that are in sight, as Markdown.
    [[nodiscard]] QStringList blocks() const;

private:
    QQmlApplicationEngine m_qml;
    QQuickWindow* m_window;
};

} // namespace peripheral
