// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/memory_parts.h"
#include "plm/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

namespace gguf {
class File;
}

using TokenId = std::int32_t;

/// Whether text such as "<|im_end|>" stands for the special token, or is plain text like any other.
enum class SpecialTokens { AsText, Parsed };

/// Byte-level BPE of the Qwen2 kind, from the `tokenizer.*` keys of any GGUF file (no tensors are needed).
/// Immutable and cheap to copy (copies share their tables); every member may be called from any thread.
class Tokenizer {
public:
    /// Reads the vocabulary of the file at `path`. Fails with NotFound, Io, BadFile, Unsupported or
    /// OutOfMemory; errors name the file and the key at fault.
    static Result<Tokenizer> open(const std::filesystem::path& path);
    /// The same from a file that is already open; the tokenizer copies what it needs. Fails with BadFile,
    /// Unsupported and OutOfMemory.
    static Result<Tokenizer> fromFile(const gguf::File& file);

    /// Normalises `utf8` to NFC and encodes it. Fails with BadArgument (and the byte offset) where it is not
    /// UTF-8.
    [[nodiscard]] Result<std::vector<TokenId>> encode(std::string_view utf8, SpecialTokens special) const;

    /// The bytes of `ids`, joined; not necessarily whole UTF-8 characters. Special tokens are spelled out
    /// with Parsed and dropped with AsText. Fails with BadArgument on an id outside the vocabulary.
    [[nodiscard]] Result<std::string> decode(std::span<const TokenId> ids, SpecialTokens special) const;

    /// The bytes of one token; empty for special tokens and ids outside the vocabulary.
    [[nodiscard]] std::string_view bytes(TokenId id) const;

    /// Number of ids in the vocabulary, padding included.
    [[nodiscard]] int size() const;
    /// The id of a special token by its spelling, e.g. "<|im_end|>".
    [[nodiscard]] std::optional<TokenId> special(std::string_view spelling) const;
    [[nodiscard]] bool isSpecial(TokenId id) const;
    /// True for the file's end-of-sequence and end-of-turn tokens, <|endoftext|> and <|im_end|>: an answer
    /// stops on any of them.
    [[nodiscard]] bool endsAnswer(TokenId id) const;
    /// The token put before every text, where the file asks for one (PLM's do not).
    [[nodiscard]] std::optional<TokenId> beginOfSequence() const;
    /// Where its tables lie.
    [[nodiscard]] std::vector<MemoryRegion> memoryRegions() const;

private:
    struct Tables;
    explicit Tokenizer(std::shared_ptr<const Tables> tables);
    std::shared_ptr<const Tables> m_tables;
};

/// Turns tokens into text as they arrive and never hands out part of a UTF-8 character.
/// Bytes that cannot become UTF-8 come out as U+FFFD. One thread at a time.
class StreamDecoder {
public:
    explicit StreamDecoder(Tokenizer tokenizer);
    /// The characters that `id` completes; may be empty.
    std::string push(TokenId id);
    /// What is left at the end: U+FFFD for an unfinished character, else empty.
    std::string finish();

private:
    Tokenizer m_tokenizer;
    std::string m_pending;
};

/// The offset of the first byte of `text` that is not part of well-formed UTF-8 (Unicode 15, table 3-7); npos
/// where all are. Any thread.
[[nodiscard]] std::size_t findBrokenUtf8(std::string_view text);

} // namespace plm
