// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streaming_program.h"

#include <QTest>

#include <ctime>

namespace {

constexpr int kPatienceMs = 20'000;

} // namespace

StreamingProgram::StreamingProgram(const QStringList& arguments) {
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(PERIPHERAL_PROGRAM, arguments + QStringList{"--trace-stream"});
}

bool StreamingProgram::waitUntilShown(qint64 characters) {
    const auto isThere = [&] {
        read();
        return firstShown(characters) >= 0 || m_process.state() == QProcess::NotRunning;
    };
    return QTest::qWaitFor(isThere, kPatienceMs) && firstShown(characters) >= 0;
}

qint64 StreamingProgram::kill() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    m_process.kill();
    m_process.waitForFinished(kPatienceMs);
    read();
    return static_cast<qint64>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

bool StreamingProgram::terminate() {
    m_process.terminate();
    return m_process.waitForFinished(kPatienceMs) && m_process.exitStatus() == QProcess::NormalExit &&
           m_process.exitCode() == 0;
}

qint64 StreamingProgram::shownAt(qint64 ms) const {
    qint64 characters = 0;
    for (const Shown& shown : m_shown)
        if (shown.ms <= ms)
            characters = shown.characters;
    return characters;
}

qint64 StreamingProgram::firstShown(qint64 characters) const {
    for (const Shown& shown : m_shown)
        if (shown.characters > characters)
            return shown.ms;
    return -1;
}

void StreamingProgram::read() {
    m_output += m_process.readAllStandardOutput();
    for (qsizetype end = m_output.indexOf('\n'); end >= 0; end = m_output.indexOf('\n')) {
        const QList<QByteArray> words = m_output.left(end).split(' ');
        m_shown.append({words.value(0).toLongLong(), words.value(1).toLongLong()});
        m_output.remove(0, end + 1);
    }
}
