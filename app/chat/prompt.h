// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/message_list_model.h"
#include "settings/settings.h"

#include <plm/chat.h>
#include <plm/generate.h>

#include <vector>

namespace peripheral {

/// The first `rows` messages as the engine takes them, after `systemPrompt` where that is not empty. Answers
/// without text (stopped or failed before the first word) are left out.
[[nodiscard]] std::vector<plm::ChatMessage> toPrompt(const QString& systemPrompt,
                                                     const MessageListModel& messages, int rows);

/// How answers are to be made as `settings` have it, with the seed 0.
[[nodiscard]] plm::GenerationOptions toOptions(const Settings& settings);

} // namespace peripheral
