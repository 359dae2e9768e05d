// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"
#include "text/utf8.h"

#include <plm/chat.h>

#include <algorithm>
#include <cstdlib>

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

const plm::Tokenizer& tokenizer() {
    static const plm::Tokenizer small = plm::test::tokenizerOf(plm::test::smallVocabulary()).value();
    return small;
}

/// The text up to the next zero byte, which is taken with it.
std::string takePart(std::string_view& input) {
    const std::string part(input.substr(0, input.find('\0')));
    input.remove_prefix(std::min(part.size() + 1, input.size()));
    return part;
}

/// Each begins with the letter of its role.
std::vector<plm::ChatMessage> takeMessages(std::string_view& input) {
    std::vector<plm::ChatMessage> messages;
    while (!input.empty()) {
        const char letter = input.front();
        input.remove_prefix(1);
        const plm::Role role = letter == 's'   ? plm::Role::System
                               : letter == 'a' ? plm::Role::Assistant
                                               : plm::Role::User;
        messages.push_back({role, takePart(input)});
    }
    return messages;
}

/// Every turn is opened, and every one but the last is closed, whatever the messages say.
void checkTurns(const std::vector<plm::TokenId>& ids, std::size_t turns) {
    const auto count = [&](std::string_view spelling) {
        return static_cast<std::size_t>(std::count(ids.begin(), ids.end(), *tokenizer().special(spelling)));
    };
    require(count("<|im_start|>") == turns);
    require(count("<|im_end|>") == turns - 1);
    require(count("<|endoftext|>") == 0);
}

} // namespace

/// Any template is known or ChatML with a notice, and any messages of UTF-8 become turns. The input is a
/// template and messages, with a zero byte after each.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    std::string_view input(reinterpret_cast<const char*>(bytes), size);
    const auto form = plm::ChatTemplate::create(tokenizer(), takePart(input)).value();
    const std::vector<plm::ChatMessage> messages = takeMessages(input);
    const auto ids = form.render(messages);
    const auto isBroken = [](const plm::ChatMessage& message) {
        return plm::text::findBroken(message.content) != std::string_view::npos;
    };
    if (!ids) {
        require(std::any_of(messages.begin(), messages.end(), isBroken));
        return 0;
    }
    const bool hasSystem = !messages.empty() && messages.front().role == plm::Role::System;
    const bool continues = !messages.empty() && messages.back().role == plm::Role::Assistant;
    const bool addsSystem = !hasSystem && !form.defaultSystemPrompt().empty();
    checkTurns(*ids, messages.size() + (addsSystem ? 1 : 0) + (continues ? 0 : 1));
    return 0;
}
