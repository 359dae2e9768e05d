// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

#include "gguf/file.h"
#include "gguf_bytes.h"
#include "text/utf8.h"
#include "text/vocabulary.h"

#include <algorithm>
#include <span>

namespace plm::test {

namespace {

using gguf::ValueType;

/// Writes keys one after the other and counts them; those without a value are left out.
class KeyWriter {
public:
    void string(std::string_view key, std::string_view value) {
        if (!value.empty()) {
            next(key, ValueType::String).string(value);
        }
    }

    void strings(std::string_view key, const std::vector<std::string>& values) {
        if (!values.empty()) {
            next(key, ValueType::Array).array(ValueType::String, values.size());
            std::for_each(values.begin(), values.end(), [this](const auto& value) { m_bytes.string(value); });
        }
    }

    void integers(std::string_view key, const std::vector<std::int32_t>& values) {
        if (!values.empty()) {
            next(key, ValueType::Array).array(ValueType::I32, values.size());
            std::for_each(values.begin(), values.end(), [this](auto value) { m_bytes.number(value); });
        }
    }

    void id(std::string_view key, std::optional<std::uint32_t> value) {
        if (value) {
            next(key, ValueType::U32).number(*value);
        }
    }

    void boolean(std::string_view key, bool value) {
        next(key, ValueType::Bool).number(static_cast<std::uint8_t>(value));
    }

    [[nodiscard]] std::string file() const { return GgufBytes(0, m_count).raw(m_bytes.bytes()).bytes(); }

private:
    GgufBytes& next(std::string_view key, ValueType type) {
        ++m_count;
        return m_bytes.key(key, type);
    }

    GgufBytes m_bytes;
    std::uint64_t m_count = 0;
};

std::string joined(std::string merge) {
    return merge.erase(merge.find(' '), 1);
}

} // namespace

TokenId VocabularyKeys::id(const std::string& spelling) const {
    return static_cast<TokenId>(std::find(tokens.begin(), tokens.end(), spelling) - tokens.begin());
}

VocabularyKeys smallVocabulary() {
    VocabularyKeys keys;
    for (int byte = 0; byte < 256; ++byte) {
        text::appendUtf8(keys.tokens.emplace_back(), text::spellingOf(static_cast<unsigned char>(byte)));
    }
    keys.merges = {"l l", "h e", "he ll", "hell o", "Ġ w",   "o r", "Ġw or", "l d", "Ġwor ld", "Ċ Ċ", "Ã ©",
                   "ð Ł", "è ª", "e r",   "u s",    "us er", "a a", "aa aa", "< |", "i m",     "e n", "en d"};
    std::transform(keys.merges.begin(), keys.merges.end(), std::back_inserter(keys.tokens), joined);
    keys.types.assign(keys.tokens.size(), 1);
    for (const char* control : {"<|endoftext|>", "<|im_start|>", "<|im_end|>"}) {
        keys.tokens.emplace_back(control);
        keys.types.push_back(3);
    }
    keys.tokens.emplace_back("<|im_end|>>");
    keys.types.push_back(4);
    keys.tokens.emplace_back("[PAD]");
    keys.types.push_back(5);
    keys.endOfSequence = static_cast<std::uint32_t>(keys.id("<|endoftext|>"));
    return keys;
}

std::string ggufOf(const VocabularyKeys& keys) {
    KeyWriter writer;
    writer.string("tokenizer.ggml.model", keys.model);
    writer.string("tokenizer.ggml.pre", keys.pre);
    writer.strings("tokenizer.ggml.tokens", keys.tokens);
    writer.integers("tokenizer.ggml.token_type", keys.types);
    writer.strings("tokenizer.ggml.merges", keys.merges);
    writer.id("tokenizer.ggml.eos_token_id", keys.endOfSequence);
    writer.id("tokenizer.ggml.eot_token_id", keys.endOfTurn);
    writer.id("tokenizer.ggml.bos_token_id", keys.beginOfSequence);
    writer.boolean("tokenizer.ggml.add_bos_token", keys.beginOfSequence.has_value());
    return writer.file();
}

Result<Tokenizer> tokenizerOf(const VocabularyKeys& keys) {
    const std::string bytes = ggufOf(keys);
    auto file = gguf::File::parse(std::as_bytes(std::span(bytes)), "small.gguf");
    if (!file) {
        return tl::unexpected(file.error());
    }
    return Tokenizer::fromFile(*file);
}

} // namespace plm::test
