// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/rows.h"
#include "storage/failure.h"

#include <QList>
#include <QString>

#include <map>
#include <optional>

namespace peripheral {

class Store;

/// What has come of streaming answers and is not on disk yet.
class PendingAnswers {
public:
    void append(MessageId messageId, const QString& text);
    void finish(MessageId messageId, MessageState state, const QString& statisticsJson);

    /// Takes back a finish() that is not written; false where there is none.
    bool reopen(MessageId messageId);

    /// Whether flush() has something to write.
    [[nodiscard]] bool isDue() const;

    /// Writes all of it; what cannot be written stays, unless its message is not there. Returns the last
    /// failure.
    Status flush(Store& store);

    /// Adds to messages read from the store what it does not have yet.
    void applyTo(QList<MessageRow>& messages) const;

private:
    struct End {
        MessageState state;
        QString statisticsJson;
    };
    struct Answer {
        QString text;
        std::optional<End> end;
    };

    static Status write(Store& store, MessageId messageId, Answer& answer);

    std::map<MessageId, Answer> m_answers;
};

} // namespace peripheral
