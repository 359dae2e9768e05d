// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/byte_alphabet.h"

#include "text/utf8.h"

#include <array>

namespace plm::text {

namespace {

constexpr bool isPrintable(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

constexpr std::size_t kUnprintable = 68;
constexpr std::size_t kLetters = 256 + kUnprintable;

struct Alphabet {
    std::array<char32_t, 256> spelling{};
    std::array<int, kLetters> byte{}; ///< by code point; -1: no letter
};

constexpr Alphabet makeAlphabet() {
    Alphabet alphabet;
    alphabet.byte.fill(-1);
    char32_t next = 256;
    for (unsigned byte = 0; byte < 256; ++byte) {
        alphabet.spelling[byte] = isPrintable(byte) ? byte : next++;
        alphabet.byte[alphabet.spelling[byte]] = static_cast<int>(byte);
    }
    return alphabet;
}

constexpr Alphabet kAlphabet = makeAlphabet();

} // namespace

char32_t spellingOf(unsigned char byte) {
    return kAlphabet.spelling[byte];
}

bool appendSpelledBytes(std::string& bytes, std::string_view spelling) {
    const std::size_t before = bytes.size();
    for (std::size_t at = 0; at < spelling.size();) {
        const bool whole = scanCharacter(spelling.substr(at)).kind == Character::Kind::Whole;
        const CodePoint letter = whole ? decodeCodePoint(spelling.substr(at)) : CodePoint{kLetters, 1};
        const int byte = letter.value < kLetters ? kAlphabet.byte[letter.value] : -1;
        if (byte < 0) {
            bytes.resize(before);
            return false;
        }
        bytes += static_cast<char>(byte);
        at += letter.length;
    }
    return true;
}

} // namespace plm::text
