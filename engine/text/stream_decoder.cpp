// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/utf8.h"

#include <plm/tokenizer.h>

namespace plm {

StreamDecoder::StreamDecoder(Tokenizer tokenizer) : m_tokenizer(std::move(tokenizer)) {}

std::string StreamDecoder::push(TokenId id) {
    m_pending += m_tokenizer.bytes(id);
    return text::takeCharacters(m_pending);
}

std::string StreamDecoder::finish() {
    const bool unfinished = !m_pending.empty();
    m_pending.clear();
    return unfinished ? "\uFFFD" : "";
}

} // namespace plm
