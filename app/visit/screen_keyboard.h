// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
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
    /// prepareScreenKeyboard() has found it.
    Q_PROPERTY(bool available READ available CONSTANT)
    /// The file of QML that shows it, of a module that is there where it is available.
    Q_PROPERTY(QUrl panel READ panel CONSTANT)

public:
    using QObject::QObject;

    [[nodiscard]] bool available() const;
    [[nodiscard]] QUrl panel() const;
    /// Which layout is for a language of the program, "de": "de_DE". Languages without one, such as Chinese,
    /// have the English one.
    Q_INVOKABLE [[nodiscard]] QString layoutOf(const QString& language) const;
};

} // namespace peripheral
