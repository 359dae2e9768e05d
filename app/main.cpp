// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/application.h"
#include "application/display.h"
#include "application/options.h"
#include "application/portal_dialogs.h"
#include "application/quit_on_signal.h"
#include "application/start.h"
#include "kiosk/pin_command.h"
#include "manual/manual.h"
#include "measuring/measure.h"
#include "models/local_path.h"
#include "streams/closed_streams.h"
#include "version/version.h"

#include <plm/gpu_probe.h>

#include <QGuiApplication>
#include <QIcon>
#include <QString>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace {

const QString kId = "org.peripheral.Chat";
constexpr std::string_view kMeasure = "--measure"; // as ProfileRun calls this program
constexpr std::string_view kHashPin = "--hash-pin";

/// Writes `text` to standard output; where not all of it can be written, says so on standard error and gives
/// false.
bool writeOut(const QString& text) {
    if (std::fputs(text.toLocal8Bit().constData(), stdout) >= 0 && std::fflush(stdout) == 0)
        return true;
    std::fprintf(stderr, "Standard output cannot be written: %s.\n", std::strerror(errno));
    return false;
}

int writeManual(std::string_view form) {
    const auto text = peripheral::manual(peripheral::programManual(), form);
    if (!text)
        return 2;
    return writeOut(QString::fromStdString(*text)) ? 0 : 1;
}

/// Says what there is to be said instead of starting; gives the exit status.
int answer(const peripheral::CommandLine& commandLine) {
    if (commandLine.exitStatus == 0)
        return writeOut(commandLine.output) ? 0 : 1;
    std::fputs(commandLine.output.toLocal8Bit().constData(), stderr);
    return commandLine.exitStatus;
}

/// These are answered without a display too, which a QGuiApplication cannot do without.
bool asksForText(int argc, char** argv) {
    constexpr std::array<std::string_view, 6> kAnsweredInText{"--help", "-h",      "--version",
                                                              "-v",     "--kiosk", kHashPin};
    return std::find_first_of(argv + 1, argv + argc, kAnsweredInText.begin(), kAnsweredInText.end()) !=
           argv + argc;
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == plm::kProbeArgument)
        return plm::answerGpuProbe(std::span(argv, static_cast<std::size_t>(argc)).subspan(2));
    peripheral::replaceClosedStreams();
    if (argc == 2 && argv[1] == kHashPin)
        return peripheral::kiosk::hashPinCommand();
    peripheral::holdQuitSignals();
    peripheral::ignoreRelativeFolders();
    if (argc == 3 && argv[1] == peripheral::kManualArgument)
        return writeManual(argv[2]);
    if (argc > 1 && argv[1] == kMeasure)
        return peripheral::measure(std::span(argv, static_cast<std::size_t>(argc)).subspan(2),
                                   peripheral::programText(), peripheral::weightsFolder(),
                                   peripheral::pipelinesFolder());
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        const auto commandLine = peripheral::readCommandLine(peripheral::pathsFromArguments(argc, argv));
        if (commandLine.exitStatus >= 0)
            return answer(commandLine);
    }
    peripheral::keepActivationToken();
    peripheral::ExpectedDisplay display;
    std::optional<peripheral::PortalDialogs> dialogs(std::in_place);
    const QGuiApplication application(argc, argv);
    dialogs.reset();
    display.found();
    QGuiApplication::setApplicationDisplayName("Peripheral");
    // By which docks know the window: its id on Wayland, and its icon on X11.
    QGuiApplication::setDesktopFileName(kId);
    QGuiApplication::setWindowIcon(QIcon::fromTheme(kId, QIcon(":/peripheral/org.peripheral.Chat.svg")));
    const auto commandLine = peripheral::readCommandLine(peripheral::pathsFromArguments(argc, argv));
    return commandLine.exitStatus >= 0 ? answer(commandLine)
                                       : peripheral::runApplication(commandLine.options);
}
