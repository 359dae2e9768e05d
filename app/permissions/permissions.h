// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQmlIntegration>

namespace peripheral {

/// What the user of a window may do; all of it where nothing else is said.
struct Permitted {
    bool chooseModel = true;       ///< have another model answer
    bool seeFiles = true;          ///< look into folders, and see where files are
    bool changeSettings = true;    ///< look at them, too
    bool keepConversations = true; ///< come back to them, rename and delete them
};

/// The same for QML, where pages and controls ask it. It is said once, when the window is put together, and
/// holds as long as that. GUI thread.
class Permissions : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(bool chooseModel READ chooseModel CONSTANT)
    Q_PROPERTY(bool seeFiles READ seeFiles CONSTANT)
    Q_PROPERTY(bool changeSettings READ changeSettings CONSTANT)
    Q_PROPERTY(bool keepConversations READ keepConversations CONSTANT)

public:
    explicit Permissions(const Permitted& permitted = {}, QObject* parent = nullptr);

    [[nodiscard]] bool chooseModel() const { return m_permitted.chooseModel; }
    [[nodiscard]] bool seeFiles() const { return m_permitted.seeFiles; }
    [[nodiscard]] bool changeSettings() const { return m_permitted.changeSettings; }
    [[nodiscard]] bool keepConversations() const { return m_permitted.keepConversations; }

private:
    const Permitted m_permitted;
};

} // namespace peripheral
