// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/application.h"
#include "application/display.h"
#include "application/kiosk_application.h"
#include "application/kiosk_config.h"
#include "application/options.h"
#include "application/portal_dialogs.h"
#include "application/quit_on_signal.h"
#include "application/start.h"
#include "kiosk/freed_memory.h"
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

bool isAsked(int argc, char** argv, std::string_view option) {
    return std::find(argv + 1, argv + argc, option) != argv + argc;
}

/// These are answered without a display too, which a QGuiApplication cannot do without.
bool asksForText(int argc, char** argv) {
    constexpr std::array<std::string_view, 5> kAnsweredInText{"--help", "-h", "--version", "-v", kHashPin};
    return std::find_first_of(argv + 1, argv + argc, kAnsweredInText.begin(), kAnsweredInText.end()) !=
           argv + argc;
}

/// A QGuiApplication as the whole program has it; says a sentence and ends the process without a display.
class WindowProgram {
public:
    WindowProgram(int& argc, char** argv) : m_application(argc, argv) {
        m_dialogs.reset();
        m_display.found();
        QGuiApplication::setApplicationDisplayName("Peripheral");
        // By which docks know the window: its id on Wayland, and its icon on X11.
        QGuiApplication::setDesktopFileName(kId);
        QGuiApplication::setWindowIcon(QIcon::fromTheme(kId, QIcon(":/peripheral/org.peripheral.Chat.svg")));
    }

private:
    peripheral::ExpectedDisplay m_display;
    std::optional<peripheral::PortalDialogs> m_dialogs{std::in_place};
    QGuiApplication m_application;
};

/// A kiosk's own start: what is wrong with its file is said without a display, and before anybody is there.
int runAsKiosk(int argc, char** argv) {
    std::optional<peripheral::kiosk::ReadConfig> config;
    peripheral::Options options;
    {
        const QCoreApplication application(argc, argv);
        const auto commandLine = peripheral::readCommandLine(peripheral::pathsFromArguments(argc, argv));
        if (commandLine.exitStatus >= 0)
            return answer(commandLine);
        options = commandLine.options;
        config = peripheral::kioskConfig(options);
    }
    if (!config)
        return 1;
    if (!peripheral::prepareKiosk(options, config->config))
        return 0;
    const WindowProgram program(argc, argv);
    return peripheral::runKiosk(options, *config, argv);
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == plm::kProbeArgument)
        return plm::answerGpuProbe(std::span(argv, static_cast<std::size_t>(argc)).subspan(2));
    const bool kiosk = isAsked(argc, argv, "--kiosk");
    if (kiosk) {
        if (const auto overwritten = peripheral::kiosk::overwriteFreedMemory(argv); !overwritten)
            std::fprintf(stderr, "%s\n", overwritten.error().c_str());
    }
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
    if (kiosk)
        return runAsKiosk(argc, argv);
    peripheral::keepActivationToken();
    const WindowProgram program(argc, argv);
    const auto commandLine = peripheral::readCommandLine(peripheral::pathsFromArguments(argc, argv));
    return commandLine.exitStatus >= 0 ? answer(commandLine)
                                       : peripheral::runApplication(commandLine.options);
}
