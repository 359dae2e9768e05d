// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/scripted_chat.h"

#include "chat/chat.h"

#include <memory>

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

} // namespace

void sendWhenReady(Chat& chat, const QString& question) {
    untilDone(chat, [&chat, question] {
        const bool ready = chat.canSend();
        chat.send(question);
        return ready;
    });
}

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

} // namespace peripheral
