// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"
#include "text/utf8.h"

#include <plm/chat.h>

#include <algorithm>
#include <cstdlib>
#include <fuzzer/FuzzedDataProvider.h>

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

const plm::Tokenizer& tokenizer() {
    static const plm::Tokenizer small = plm::test::tokenizerOf(plm::test::smallVocabulary()).value();
    return small;
}

std::vector<plm::ChatMessage> takeMessages(FuzzedDataProvider& data) {
    std::vector<plm::ChatMessage> messages;
    while (data.remaining_bytes() > 0 && messages.size() < 20) {
        const auto role = data.PickValueInArray({plm::Role::System, plm::Role::User, plm::Role::Assistant});
        messages.push_back({role, data.ConsumeRandomLengthString()});
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

/// Any template is known or ChatML with a notice, and any messages of UTF-8 become turns.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    FuzzedDataProvider data(bytes, size);
    const std::string source = data.ConsumeRandomLengthString();
    const auto form = plm::ChatTemplate::create(tokenizer(), source).value();
    const std::vector<plm::ChatMessage> messages = takeMessages(data);
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
