// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/prompt.h"

namespace peripheral {

std::vector<plm::ChatMessage> toPrompt(const QString& systemPrompt, const MessageListModel& messages,
                                       int rows) {
    std::vector<plm::ChatMessage> prompt;
    if (!systemPrompt.trimmed().isEmpty())
        prompt.push_back({plm::Role::System, systemPrompt.toStdString()});
    for (int row = 0; row < rows; ++row) {
        const Message& message = messages.at(row);
        const bool asked = message.author == Author::User;
        if (asked || !message.text.isEmpty())
            prompt.push_back({asked ? plm::Role::User : plm::Role::Assistant, message.text.toStdString()});
    }
    return prompt;
}

plm::GenerationOptions toOptions(const Settings& settings) {
    plm::GenerationOptions options;
    options.sampling.temperature = static_cast<float>(settings.temperature());
    return options;
}

} // namespace peripheral
