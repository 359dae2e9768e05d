// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/options_for_tests.h"

#include "application/window_picture.h"
#include "chat/chat.h"
#include "chat/message_list_model.h"

#include <QCoreApplication>
#include <QFile>
#include <QObject>

#include <cstdio>
#include <ctime>
#include <memory>
#include <unistd.h>
#include <utility>

namespace peripheral {

namespace {

/// Runs `attempt` now and each time the chat changes, until it gives true.
template <class Attempt>
void untilDone(Chat& chat, Attempt attempt) {
    auto* context = new QObject(&chat);
    const auto again = [context, attempt, done = std::make_shared<bool>(false)] {
        if (!*done && (*done = attempt()))
            context->deleteLater();
    };
    QObject::connect(&chat, &Chat::canSendChanged, context, again, Qt::QueuedConnection);
    QObject::connect(chat.conversations(), &ConversationListModel::modelReset, context, again,
                     Qt::QueuedConnection);
    QObject::connect(chat.messages(), &MessageListModel::modelReset, context, again, Qt::QueuedConnection);
    again();
}

/// Sends `question` as soon as something can be sent.
void sendWhenReady(Chat& chat, const QString& question) {
    untilDone(chat, [&chat, question] {
        const bool ready = chat.canSend();
        chat.send(question);
        return ready;
    });
}

/// Opens the newest conversation and goes on with its last answer, as soon as both can be done.
void continueWhenReady(Chat& chat) {
    untilDone(chat, [&chat] {
        const ConversationId newest = chat.conversations()->newestId();
        chat.open(newest);
        const bool ready = newest != 0 && chat.canSend() && chat.messages()->count() > 0;
        if (ready)
            chat.continueAnswer();
        return ready;
    });
}

/// When this process was started, in clock ticks since the machine's start; see proc(5), field 22.
qint64 startTicks() {
    QFile file("/proc/self/stat");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    // The second field is a name in brackets and may hold anything; those after it are numbers.
    return line.mid(line.lastIndexOf(')') + 2).split(' ').value(19).toLongLong();
}

/// Milliseconds since this process was started, to about 10.
qint64 millisecondsSinceStart() {
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - startTicks() * 1000 / sysconf(_SC_CLK_TCK);
}

class StartupTrace : public QObject {
public:
    StartupTrace(const QQuickWindow& window, const Chat& chat, QObject* parent) : QObject(parent) {
        connect(&window, &QQuickWindow::frameSwapped, this, [this] {
            if (!std::exchange(m_framed, true))
                say("first-frame");
        });
        const MessageListModel* messages = chat.messages();
        connect(messages, &MessageListModel::rowsInserted, this, [this, &chat] { onMessages(chat); });
        connect(messages, &MessageListModel::dataChanged, this, [this, &chat] { onMessages(chat); });
    }

private:
    void onMessages(const Chat& chat) {
        if (!std::exchange(m_asked, true))
            say("question");
        if (chat.answerState() == MessageState::Streaming && !std::exchange(m_answered, true))
            say("first-token");
    }

    static void say(const char* what) {
        std::printf("%s %lld\n", what, static_cast<long long>(millisecondsSinceStart()));
        std::fflush(stdout);
    }

    bool m_framed = false, m_asked = false, m_answered = false;
};

void writeProgress(const QString& text) {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    std::printf("%lld %lld\n", static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000,
                static_cast<long long>(text.toUcs4().size()));
    std::fflush(stdout);
}

void traceStream(const MessageListModel& messages, const QObject& context) {
    QObject::connect(&messages, &MessageListModel::dataChanged, &context,
                     [&messages](const QModelIndex& index, const QModelIndex&, const QList<int>& roles) {
                         if (roles.contains(MessageListModel::TextRole))
                             writeProgress(messages.at(index.row()).text);
                     });
}

/// Takes a picture as soon as something can be sent, with a question as soon as that is answered.
void takePictureWhenReady(const Options& options, QQuickWindow& window, Chat& chat) {
    const int messages = options.question.isEmpty() ? 0 : 2;
    untilDone(chat, [&chat, &window, messages, path = options.picture] {
        const bool ready = chat.canSend() && !chat.busy() && chat.messages()->count() >= messages;
        if (ready)
            takePictureLater(window, path);
        return ready;
    });
}

} // namespace

void prepareTests(const Options& options, QQuickWindow& window, Chat& chat) {
    if (options.traceStartup)
        new StartupTrace(window, chat, &window);
    if (options.traceStream)
        traceStream(*chat.messages(), window);
    if (options.exitAtFirstFrame)
        QObject::connect(&window, &QQuickWindow::frameSwapped, qApp, &QCoreApplication::quit,
                         Qt::QueuedConnection);
    if (!options.picture.isEmpty())
        takePictureWhenReady(options, window, chat);
    if (options.continueLast)
        continueWhenReady(chat);
    else if (!options.question.isEmpty())
        sendWhenReady(chat, options.question);
}

} // namespace peripheral
