// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/startup_trace.h"

#include "chat/chat.h"

#include <QFile>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace peripheral {

namespace {

/// When this process was started, in clock ticks since the machine's start; see proc(5), field 22.
qint64 startTicks() {
    QFile file("/proc/self/stat");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    // The second field is a name in brackets and may hold anything; those after it are numbers.
    return line.mid(line.lastIndexOf(')') + 2).split(' ').value(19).toLongLong();
}

} // namespace

qint64 millisecondsSinceStart() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - startTicks() * 1000 / sysconf(_SC_CLK_TCK);
}

StartupTrace::StartupTrace(const QQuickWindow& window, const Chat& chat, QObject* parent) : QObject(parent) {
    connect(&window, &QQuickWindow::frameSwapped, this, [this] {
        if (!std::exchange(m_framed, true))
            say("first-frame");
    });
    const MessageListModel* messages = chat.messages();
    connect(messages, &MessageListModel::rowsInserted, this, [this, &chat] { onMessages(chat); });
    connect(messages, &MessageListModel::dataChanged, this, [this, &chat] { onMessages(chat); });
}

void StartupTrace::onMessages(const Chat& chat) {
    if (!std::exchange(m_asked, true))
        say("question");
    if (chat.answerState() == MessageState::Streaming && !std::exchange(m_answered, true))
        say("first-token");
}

void StartupTrace::say(const char* what) {
    std::printf("%s %lld\n", what, static_cast<long long>(millisecondsSinceStart()));
    std::fflush(stdout);
}

} // namespace peripheral

#include "moc_startup_trace.cpp"
