// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/application.h"

#include <QGuiApplication>
#include <QQmlExtensionPlugin>

#include <cstdio>
#include <optional>
#include <string_view>

Q_IMPORT_QML_PLUGIN(Peripheral_CorePlugin)
Q_IMPORT_QML_PLUGIN(Peripheral_UiPlugin)

namespace {

void say(const peripheral::CommandLine& commandLine) {
    std::FILE* stream = commandLine.exitStatus == 0 ? stdout : stderr;
    std::fputs(commandLine.output.toLocal8Bit().constData(), stream);
}

/// --help and --version work without a display too, which a QGuiApplication does not.
bool asksForText(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            return true;
    }
    return false;
}

} // namespace

int main(int argc, char** argv) {
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        const auto commandLine = peripheral::readCommandLine(QCoreApplication::arguments());
        say(commandLine);
        return commandLine.exitStatus < 0 ? 0 : commandLine.exitStatus;
    }
    const QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName("Peripheral");
    QGuiApplication::setDesktopFileName("org.peripheral.Chat");
    const auto commandLine = peripheral::readCommandLine(QCoreApplication::arguments());
    if (commandLine.exitStatus >= 0) {
        say(commandLine);
        return commandLine.exitStatus;
    }
    return peripheral::runApplication(commandLine.options);
}
