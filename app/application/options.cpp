// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/options.h"

#include "models/local_path.h"
#include "version/version.h"

#include <QCommandLineParser>
#include <QtNumeric>

#include <cstdlib>
#include <initializer_list>
#include <pwd.h>
#include <system_error>
#include <unistd.h>

namespace peripheral {

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

constexpr auto kDescription = "Chats with PLM models on this machine, without a network. Where a window is "
                              "open already, it opens the file instead.";
constexpr auto kFile = "FILE.gguf";
constexpr auto kFileHelp = "Model to open; the one opened last where none is named.";

QList<QCommandLineOption> shownOptions() {
    return {
        {{"h", "help"}, "Write this help."},
        {{"v", "version"}, "Write the version."},
        {"model", "Model to open, as FILE.gguf.", "FILE"},
        {"data-dir", "Folder of history and settings, instead of the user's own.", "FOLDER"},
        {"hash-pin",
         "Read a PIN of 4 to 12 digits, and write what a kiosk's settings have of it; nothing else."},
        {"fake-engine", "Replay a recorded answer instead of using a model.", "RECORDING"},
        {"kiosk", "Be a kiosk, as the file that is named says (FILE.ini in place of FILE.gguf)."},
    };
}

QList<QCommandLineOption> testOptions() {
    return {
        {"pace", "Let answers come at most so many tokens a second.", "tokens"},
        {"send", "Send a question at once.", "text"},
        {"continue", "Go on with the last answer of the newest conversation."},
        {"trace-stream",
         "Write \"<monotonic ms> <characters shown>\" for each part of an answer that reached the "
         "window."},
        {"startup-trace",
         "Write how many ms after the start of the process the first frame, the question and the "
         "first token came."},
        {"first-frame-exit", "End after the first frame."},
        {"picture",
         "Write what the window shows, as soon as a question can be sent or the one sent is answered, as a "
         "PNG "
         "file, and end.",
         "FILE"},
        {"kiosk-fault",
         "Let a kiosk hang or start anew when SIGUSR1 comes: engine-hangs, interface-hangs or starts-anew.",
         "fault"},
    };
}

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(kDescription);
    parser.addPositionalArgument(kFile, kFileHelp, QString("[%1]").arg(kFile));
    parser.addOptions(shownOptions());
    for (QCommandLineOption option : testOptions()) {
        option.setFlags(QCommandLineOption::HiddenFromHelp);
        parser.addOption(option);
    }
}

/// The parser knows no sections: this one is what it would list by itself, behind what it lists.
QString testHelp() {
    QCommandLineParser parser;
    parser.addOptions(testOptions());
    const QString text = parser.helpText();
    const QString heading = "Options:\n";
    return "\nFor tests:\n" + text.mid(text.indexOf(heading) + heading.size());
}

OptionManual manualOf(const QCommandLineOption& option) {
    OptionManual manual{
        .names = {}, .value = option.valueName().toStdString(), .help = option.description().toStdString()};
    for (const QString& name : option.names())
        manual.names.push_back((name.size() == 1 ? "-" : "--") + name.toStdString());
    return manual;
}

CommandLine say(const QString& output, int exitStatus) {
    return {.options = {}, .output = output, .exitStatus = exitStatus};
}

/// A sentence, which may quote what was typed.
CommandLine complain(const QString& sentence, int exitStatus) {
    return say(shownText(sentence) + '\n', exitStatus);
}

QString complaintAboutPace(const QString& pace) {
    constexpr double kMost = 1e6;
    bool isNumber = true;
    const double value = pace.toDouble(&isNumber); // infinite where it is too large for a double
    if (qIsNaN(value) || (!isNumber && !qIsInf(value)))
        return QString("--pace %1: that is not a number of tokens a second.").arg(pace);
    if (value < 0 || value > kMost)
        return QString("--pace %1: that is out of range: 0 to %2.").arg(pace, QString::number(kMost, 'f', 0));
    return {};
}

/// What a kiosk is told is in its operator's file.
QString complaintAboutKiosk(const QCommandLineParser& parser) {
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        return QString("%1: a kiosk has one file of settings.").arg(files[1]);
    for (const char* option : {"model", "data-dir", "continue"}) {
        if (parser.isSet(option))
            return QString("--%1: that is not for a kiosk, whose file of settings says it.").arg(option);
    }
    const QString fault = parser.value("kiosk-fault");
    const QStringList faults{"engine-hangs", "interface-hangs", "starts-anew"};
    if (!fault.isEmpty() && !faults.contains(fault))
        return QString("--kiosk-fault %1: there are %2.").arg(fault, faults.join(", "));
    return parser.isSet("pace") ? complaintAboutPace(parser.value("pace")) : QString();
}

QString complaint(const QCommandLineParser& parser) {
    const QStringList files = parser.positionalArguments();
    if (parser.isSet("kiosk"))
        return complaintAboutKiosk(parser);
    if (parser.isSet("kiosk-fault"))
        return "--kiosk-fault: that is for a kiosk; there is no --kiosk.";
    if (parser.isSet("hash-pin")) // which alone never comes here
        return "--hash-pin: nothing else can be asked for with it.";
    if (files.size() > 1)
        return QString("%1: only one model can be opened at a time.").arg(files[1]);
    if (files.size() == 1 && parser.isSet("model"))
        return QString("%1: --model names a model already.").arg(files[0]);
    return parser.isSet("pace") ? complaintAboutPace(parser.value("pace")) : QString();
}

/// QDir would lose bytes of the current folder's name that are no UTF-8.
QString absolutePath(const QString& path) {
    std::error_code unknown;
    const auto absolute = std::filesystem::absolute(systemPath(path), unknown);
    return unknown ? path : pathFromBytes(absolute.native());
}

QString absoluteOrNone(const QString& path) {
    return path.isEmpty() ? QString() : absolutePath(path);
}

Options toOptions(const QCommandLineParser& parser) {
    const bool kiosk = parser.isSet("kiosk");
    const QString named = parser.positionalArguments().value(0);
    const QString file = parser.isSet("model") ? parser.value("model") : kiosk ? QString() : named;
    const QString folder = parser.isSet("data-dir")
                               ? parser.value("data-dir")
                               : userFolder("XDG_DATA_HOME", "/.local/share") + "/peripheral";
    return {.model = absoluteOrNone(file),
            .dataDir = absolutePath(folder),
            .recording = parser.value("fake-engine"),
            .kiosk = kiosk,
            .kioskFile = kiosk ? absoluteOrNone(named) : QString(),
            .pace = parser.value("pace").toDouble(),
            .question = parser.value("send"),
            .continueLast = parser.isSet("continue"),
            .traceStream = parser.isSet("trace-stream"),
            .traceStartup = parser.isSet("startup-trace"),
            .exitAtFirstFrame = parser.isSet("first-frame-exit"),
            .picture = absoluteOrNone(parser.value("picture")),
            .fault = parser.value("kiosk-fault")};
}

bool isAbsolute(const char* path) {
    return path != nullptr && path[0] == '/';
}

void correctHome() {
    if (isAbsolute(std::getenv("HOME")))
        return;
    unsetenv("HOME");
    if (const passwd* user = getpwuid(getuid()); user != nullptr && isAbsolute(user->pw_dir))
        setenv("HOME", user->pw_dir, 1);
}

} // namespace

CommandLine readCommandLine(const QStringList& arguments) {
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return complain(parser.errorText(), kWrongUsage);
    if (parser.isSet("help"))
        return say(parser.helpText() + testHelp(), 0);
    if (parser.isSet("version"))
        return say("peripheral " + QString::fromStdString(std::string(kVersion)) + "\n", 0);
    if (const QString wrong = complaint(parser); !wrong.isEmpty())
        return complain(wrong, kWrongUsage);
    const Options options = toOptions(parser);
    // SQLite knows names in UTF-8 only, and any other name would mean another folder to it.
    if (!isText(options.dataDir))
        return complain(QString("The data folder “%1” cannot be used, because its name is not UTF-8; name "
                                "another one with --data-dir.")
                            .arg(options.dataDir),
                        kFailed);
    return {.options = options, .output = {}};
}

ProgramManual programManual() {
    ProgramManual manual{.program = {.name = "peripheral",
                                     .usage = std::string("peripheral [OPTION]… [") + kFile + "]",
                                     .help = kDescription,
                                     .options = {}},
                         .commands = {},
                         .exitStatus = {{"0", "Done, or handed over to a window that was open."},
                                        {"1", "Failed; a sentence on standard error says why."},
                                        {"2", "Wrong usage."}},
                         .version = std::string(kVersion),
                         .date = std::string(kDate)};
    for (const QCommandLineOption& option : shownOptions() + testOptions())
        manual.program.options.push_back(manualOf(option));
    manual.program.options.push_back({.names = {}, .value = kFile, .help = kFileHelp});
    return manual;
}

void ignoreRelativeFolders() {
    for (const char* variable :
         {"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        if (!isAbsolute(std::getenv(variable)))
            unsetenv(variable);
    }
    correctHome();
}

QString userFolder(const char* variable, const char* below) {
    const QByteArray named = qgetenv(variable);
    return pathFromBytes(named.isEmpty() ? qgetenv("HOME") + below : named);
}

std::filesystem::path weightsFolder() {
    return systemPath(userFolder("XDG_CACHE_HOME", "/.cache") + "/peripheral/weights");
}

std::filesystem::path pipelinesFolder() {
    return systemPath(userFolder("XDG_CACHE_HOME", "/.cache") + "/peripheral/pipelines");
}

} // namespace peripheral
