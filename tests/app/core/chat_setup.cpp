// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_setup.h"

#include "reply_to.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

namespace peripheral {

namespace {

QString makeFile(const QString& path) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write("a model");
    return path;
}

} // namespace

ChatSetup::ChatSetup(const QString& inFolder, EngineFactory makeEngine, ProfileRun::Program measuring)
    : ChatObjects({.settingsFile = inFolder + "/settings.ini",
                   .engine = [&](const Settings&) { return std::move(makeEngine); },
                   .builtInModel = makeFile(inFolder + "/good.gguf"),
                   .measuring = std::move(measuring)}),
      folder(inFolder) {
    makeFile(inFolder + "/other.gguf");
    QObject::connect(&history, &History::opened, &engine, [this] { saveCaches(folder); });
}

bool ChatSetup::start() {
    QSignalSpy listed(chat.conversations(), &ConversationListModel::modelReset);
    storage.open(folder);
    model.openBuiltIn();
    return (!listed.isEmpty() || listed.wait()) && QTest::qWaitFor([this] { return model.ready(); }) &&
           QTest::qWaitFor([this] { return chat.canSend(); });
}

bool ChatSetup::ask(const QString& question) {
    chat.send(question);
    return waitUntilIdle();
}

bool ChatSetup::waitUntilIdle() {
    return QTest::qWaitFor([this] { return !chat.busy(); }, 20'000);
}

Message ChatSetup::message(int row) const {
    return row < 0 || row >= count() ? Message{} : chat.messages()->at(row);
}

QStringList ChatSetup::texts() const {
    QStringList texts;
    for (int row = 0; row < count(); ++row)
        texts << chat.messages()->at(row).text;
    return texts;
}

QList<ConversationRow> savedConversations(const QString& folder) {
    StorageThread storage;
    const History history(storage);
    storage.open(folder);
    return replyTo(history.ask(&HistoryWorker::conversations)).value_or(QList<ConversationRow>{});
}

QList<MessageRow> savedPath(const QString& folder) {
    const auto conversations = savedConversations(folder);
    if (conversations.isEmpty())
        return {};
    StorageThread storage;
    const History history(storage);
    storage.open(folder);
    return replyTo(history.ask(&HistoryWorker::path, conversations.front().id)).value_or(QList<MessageRow>{});
}

} // namespace peripheral
