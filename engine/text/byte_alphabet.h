// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plm::text {

// GPT-2's byte alphabet: vocabularies spell each byte as one printable character. Bytes that are printable in
// Latin-1 stand for themselves, the others follow from U+0100 on in their order (a space is U+0120, "Ġ").

/// The character that spells `byte`.
[[nodiscard]] char32_t spellingOf(unsigned char byte);

/// Appends the bytes that `spelling` stands for. Where it holds anything that is no letter of the alphabet,
/// nothing is appended and false returned.
bool appendSpelledBytes(std::string& bytes, std::string_view spelling);

} // namespace plm::text
