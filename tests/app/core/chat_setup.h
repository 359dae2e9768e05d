// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chat_objects.h"
#include "told_engine.h"

#include <QTemporaryDir>

namespace peripheral {

/// A chat with real threads and a real history in a folder, as the application puts it together.
struct ChatSetup : ChatObjects {
    /// `folder` holds history, settings and the model files "good.gguf" and "other.gguf"; `measuring` is what
    /// measures the device, if anything does.
    ChatSetup(const QString& folder, EngineFactory makeEngine, ProfileRun::Program measuring = {});

    /// Opens history and model and waits for both; true where both came.
    [[nodiscard]] bool start();
    /// Sends and waits for the end of the answer; false where that does not come.
    [[nodiscard]] bool ask(const QString& question);
    [[nodiscard]] bool waitUntilIdle();
    /// The message at `row`; an empty one where there is none.
    [[nodiscard]] Message message(int row) const;
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] int count() const { return chat.messages()->count(); }

    const QString folder;
};

/// What a second look at the folder's history finds, after the first was closed: the path of the newest
/// conversation.
[[nodiscard]] QList<MessageRow> savedPath(const QString& folder);
[[nodiscard]] QList<ConversationRow> savedConversations(const QString& folder);

} // namespace peripheral
