// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QtQmlIntegration>

namespace peripheral {

/// Makes Qt's keyboard on the screen the program's way of input; false where it is not installed or this
/// program was built without it, and then nothing is changed. Called before there is a QGuiApplication: what
/// is written with is chosen by its constructor. Main thread.
bool prepareScreenKeyboard();

/// What QML asks about the keyboard on the screen. GUI thread.
class ScreenKeyboardInfo : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// prepareScreenKeyboard() has found it.
    Q_PROPERTY(bool available READ available CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] bool available() const;
    /// Which layout is for a language of the program, "de": "de_DE". Languages without one, such as Chinese,
    /// have the English one.
    Q_INVOKABLE [[nodiscard]] static QString layoutOf(const QString& language);
};

} // namespace peripheral
