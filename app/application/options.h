// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manual/manual.h"

#include <QString>
#include <QStringList>

#include <filesystem>

namespace peripheral {

/// What the command line asks for.
struct Options {
    QString model;      ///< file to open at the start; empty: the one opened last
    QString dataDir;    ///< where history and settings are
    QString recording;  ///< replayed instead of a model's answers; empty: the real engine
    bool kiosk = false; ///< a kiosk's window instead of the desktop's
    QString kioskFile;  ///< what its operator says; empty: nothing

    // For tests.
    double pace = 0;           ///< tokens a second that answers come at most; 0: as fast as they can
    QString question;          ///< sent at once
    bool continueLast = false; ///< go on with the last answer of the newest conversation
    bool traceStream = false;  ///< write what has been shown of the answer, and when
    bool traceStartup = false; ///< write when the first frame and the first token came
    bool exitAtFirstFrame = false;
    QString picture; ///< file to write what the window shows to, before ending; empty: none
    QString
        fault; ///< of a kiosk, begun by SIGUSR1: "engine-hangs", "interface-hangs", "starts-anew", or none
};

/// The options, or what to write instead of starting and the exit status to end with.
struct CommandLine {
    Options options;
    QString output;
    int exitStatus = -1; ///< -1: start
};

/// Reads the arguments, the program's name first, as pathsFromArguments() has them.
[[nodiscard]] CommandLine readCommandLine(const QStringList& arguments);

/// What --help tells, for the manual page and completions.
[[nodiscard]] ProgramManual programManual();

/// Takes relative paths in $XDG_DATA_HOME and its like out of the environment, as the specification of these
/// folders demands, and lets $HOME be what the system knows as this user's where it is relative or not there:
/// Qt and other libraries would use them, below whatever folder the program is started in. To be called
/// before any of them looks, and before there are threads.
void ignoreRelativeFolders();

/// The folder that the environment's `variable` names, or else the one `below` the home folder: all of its
/// bytes, as pathFromBytes() has them, of which QStandardPaths would lose some.
[[nodiscard]] QString userFolder(const char* variable, const char* below);

/// Where weights are kept as they were laid out: in the user's cache folder, not in the data folder, because
/// they are the same for every data folder.
[[nodiscard]] std::filesystem::path weightsFolder();
/// Where pipelines of devices are kept (SessionOptions::pipelineCache), likewise.
[[nodiscard]] std::filesystem::path pipelinesFolder();

} // namespace peripheral
