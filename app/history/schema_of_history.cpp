// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema_of_history.h"

#include <QCoreApplication>

namespace peripheral {
namespace {

constexpr qint64 kApplicationId = 0x50525048; // "PRPH" in ASCII

/// Where translators find the sentences.
struct HistoryText {
    Q_DECLARE_TR_FUNCTIONS(History)
};

QString sentenceOf(FailureKind kind) {
    switch (kind) {
    case FailureKind::Corrupt:
        return HistoryText::tr("The history “%1” is damaged; the file was left as it is.");
    case FailureKind::Foreign:
        return HistoryText::tr("“%1” is not a history of Peripheral; the file was left as it is.");
    case FailureKind::Newer:
        return HistoryText::tr(
            "The history “%1” was written by a newer Peripheral; start that one. The file was left as "
            "it is.");
    case FailureKind::Missing:
        return HistoryText::tr("A conversation or message is not in the history “%1”.");
    case FailureKind::NotOpen:
        return HistoryText::tr("The history is not open, so nothing is kept.");
    case FailureKind::Full:
    case FailureKind::Busy:
    case FailureKind::Locked:
    case FailureKind::ReadOnly:
    case FailureKind::Io:
        return {};
    }
    return {};
}

} // namespace

Schema schemaOfHistory() {
    return {.name = QStringLiteral("history"),
            .applicationId = kApplicationId,
            .migrations = migrationsIn(QStringLiteral(":/peripheral/history/migrations")),
            .sentences = sentenceOf};
}

Failure historyNotOpen() {
    return failureAt(FailureKind::NotOpen, {}, {}, sentenceOf);
}

} // namespace peripheral
