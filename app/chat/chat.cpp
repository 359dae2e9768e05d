// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chat.h"

#include <QClipboard>
#include <QGuiApplication>

namespace peripheral {

Chat::Chat(QObject* parent)
    : QObject(parent),
      m_conversations(new ConversationListModel(this)),
      m_messages(new MessageListModel(this)) {}

QString Chat::title() const {
    const Conversation* conversation = m_conversations->find(m_currentId);
    return conversation == nullptr ? QString() : conversation->title;
}

void Chat::setDraft(const QString& draft) {
    if (draft == m_draft)
        return;
    m_draft = draft;
    emit draftChanged();
}

void Chat::newConversation() {}
void Chat::open(int) {}
void Chat::rename(int id, const QString& title) {
    m_conversations->rename(id, title);
}
void Chat::remove(int id) {
    m_conversations->remove(id);
}
void Chat::undoRemove() {}
void Chat::dismissUndo() {}
void Chat::dismissProblem() {}
void Chat::send(const QString&) {}
void Chat::stop() {}
void Chat::regenerate() {}
void Chat::continueAnswer() {}
QString Chat::editLast() {
    return {};
}
void Chat::cancelEdit() {}
void Chat::copy(int row) {
    copyText(m_messages->at(row).text);
}
void Chat::copyText(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
}

} // namespace peripheral
