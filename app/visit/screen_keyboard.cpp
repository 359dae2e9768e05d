// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/screen_keyboard.h"

#include <QDir>
#include <QFile>
#include <QLibraryInfo>

namespace peripheral {

namespace {

constexpr char kChoice[] = "QT_IM_MODULE";
constexpr char kName[] = "qtvirtualkeyboard";

/// Both of its parts: what takes the keys, and what draws them.
bool isInstalled() {
#ifdef PERIPHERAL_HAS_KEYBOARD
    const QDir plugins(QLibraryInfo::path(QLibraryInfo::PluginsPath) + "/platforminputcontexts");
    const QString drawing =
        QLibraryInfo::path(QLibraryInfo::QmlImportsPath) + "/QtQuick/VirtualKeyboard/qmldir";
    return !plugins.entryList({"libqtvirtualkeyboard*.so"}).isEmpty() && QFile::exists(drawing);
#else
    return false;
#endif
}

} // namespace

bool prepareScreenKeyboard() {
    if (!isInstalled())
        return false;
    qputenv(kChoice, kName);
    // It would else open a window of its own where no panel of ours is shown.
    qputenv("QT_VIRTUALKEYBOARD_DESKTOP_DISABLE", "1");
    return true;
}

bool ScreenKeyboardInfo::available() const {
    return qgetenv(kChoice) == kName && isInstalled();
}

QUrl ScreenKeyboardInfo::panel() const {
    return {QStringLiteral("qrc:/qt/qml/Peripheral/Keyboard/ScreenKeyboard.qml")};
}

QString ScreenKeyboardInfo::layoutOf(const QString& language) const {
    return language == QLatin1String("de") ? QStringLiteral("de_DE") : QStringLiteral("en_GB");
}

} // namespace peripheral

#include "moc_screen_keyboard.cpp"
