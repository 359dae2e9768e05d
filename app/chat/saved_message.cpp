// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/saved_message.h"

#include "chat/answer_statistics.h"

namespace peripheral {

Message fromHistory(const MessageRow& row) {
    const auto statistics = AnswerStatistics::fromJson(row.statisticsJson);
    return {.id = row.id,
            .parentId = row.parentId,
            .author = row.author,
            .text = row.text,
            .state = row.state,
            .error = statistics.error,
            .footnote = statistics.footnote()};
}

} // namespace peripheral
