// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QProcess>
#include <QStringList>

/// The program as a process that says, with --trace-stream, how much of an answer its window has been given.
class StreamingProgram {
public:
    /// Starts it with these arguments and --trace-stream.
    explicit StreamingProgram(const QStringList& arguments);
    StreamingProgram(const StreamingProgram&) = delete;
    StreamingProgram& operator=(const StreamingProgram&) = delete;
    ~StreamingProgram() { kill(); }

    /// Waits until more than `characters` of the answer have been shown; false after 20 s.
    bool waitUntilShown(qint64 characters);

    /// SIGKILL; returns when, as milliseconds of CLOCK_MONOTONIC.
    qint64 kill();

    /// SIGTERM, and waits for its end; false where that was not a proper one.
    bool terminate();

    /// How many characters had been shown at that moment.
    [[nodiscard]] qint64 shownAt(qint64 ms) const;

    /// When more than `characters` had been shown for the first time; -1 where that never was.
    [[nodiscard]] qint64 firstShown(qint64 characters) const;

private:
    struct Shown {
        qint64 ms;
        qint64 characters;
    };

    void read();

    QProcess m_process;
    QByteArray m_output; ///< of an unfinished line
    QList<Shown> m_shown;
};
