// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/traces.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

namespace peripheral::kiosk {
namespace {

constexpr char32_t kNoCharacter = 0xFFFFFFFF;

/// The bytes that follow the first of a character; -1 for one that begins none.
int bytesAfter(unsigned char first) {
    if (first < 0x80)
        return 0;
    if (first >= 0xC2 && first < 0xE0)
        return 1;
    if (first >= 0xE0 && first < 0xF0)
        return 2;
    return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

/// Takes the first character off; kNoCharacter, and one byte less, where there is none.
char32_t takeCharacter(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    text.remove_prefix(1);
    const int after = bytesAfter(first);
    if (after < 0 || text.size() < static_cast<std::size_t>(after))
        return kNoCharacter;
    char32_t character = after == 0 ? first : first & (0x3FU >> after);
    for (int i = 0; i < after; ++i) {
        const auto next = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
        if ((next & 0xC0) != 0x80)
            return kNoCharacter;
        character = character << 6 | (next & 0x3FU);
    }
    text.remove_prefix(static_cast<std::size_t>(after));
    return character;
}

/// A window's bytes in one encoding after the other; wiped at the end.
class Bytes {
public:
    Bytes() = default;
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    ~Bytes() { explicit_bzero(m_bytes.data(), m_bytes.size()); }

    void writeUtf8(std::span<const char32_t> characters) {
        m_count = 0;
        for (const char32_t character : characters) {
            const int after = character < 0x80 ? 0 : character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
            constexpr std::array<char32_t, 4> kFirst{0, 0xC0, 0xE0, 0xF0};
            put(kFirst[static_cast<std::size_t>(after)] | character >> (6 * after), 1);
            for (int i = after - 1; i >= 0; --i)
                put(0x80 | (character >> (6 * i) & 0x3F), 1);
        }
    }
    void writeUtf16(std::span<const char32_t> characters) {
        m_count = 0;
        for (const char32_t character : characters) {
            if (character >= 0x10000)
                put(0xD800 + ((character - 0x10000) >> 10), 2);
            put(character < 0x10000 ? character : 0xDC00 + (character & 0x3FF), 2);
        }
    }
    void writeUtf32(std::span<const char32_t> characters) {
        m_count = 0;
        for (const char32_t character : characters)
            put(character, 4);
    }

    [[nodiscard]] const unsigned char* data() const { return m_bytes.data(); }
    [[nodiscard]] std::size_t size() const { return m_count; }
    [[nodiscard]] std::string_view text() const {
        return {reinterpret_cast<const char*>(m_bytes.data()), m_count};
    }

private:
    /// The lowest bytes of `value`, the lowest first, as every machine has them that the program runs on.
    void put(char32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            m_bytes[m_count++] = static_cast<unsigned char>(value >> (8 * i));
    }

    std::array<unsigned char, kLongestNeedle> m_bytes{};
    std::size_t m_count = 0;
};

/// Whether there are four different ones among them.
template <class Value>
bool isVaried(std::span<const Value> values) {
    std::array<Value, 3> seen{};
    std::size_t count = 0;
    for (const Value value : values) {
        if (std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count), value) !=
            seen.begin() + static_cast<std::ptrdiff_t>(count))
            continue;
        if (count == seen.size())
            return true;
        seen[count++] = value;
    }
    return false;
}

/// Whether each is as far from the one before as that is, as in "abcdefg": tables count like that, whoever
/// comes.
template <class Value>
bool isCounting(std::span<const Value> values) {
    const auto step = [&](std::size_t at) {
        return static_cast<std::int64_t>(values[at]) - static_cast<std::int64_t>(values[at - 1]);
    };
    for (std::size_t at = 2; at < values.size(); ++at)
        if (step(at) != step(1))
            return false;
    return true;
}

/// Whether it says enough to be looked for.
template <class Value>
bool isTelling(std::span<const Value> values) {
    return isVaried(values) && !isCounting(values);
}

/// Calls `take` with the windows of `values`, and with the last one.
template <class Value, class Take>
void cut(std::span<const Value> values, std::size_t window, const Take& take) {
    if (values.size() <= window)
        return take(values);
    for (std::size_t at = 0; at + window <= values.size(); at += window)
        take(values.subspan(at, window));
    if (values.size() % window != 0)
        take(values.last(window));
}

/// Characters of a text; wiped at the end, and where they need more memory.
class Characters {
public:
    explicit Characters(std::size_t most) { m_characters.reserve(most); }
    Characters(const Characters&) = delete;
    Characters& operator=(const Characters&) = delete;
    ~Characters() { clear(); }

    void add(char32_t character) { m_characters.push_back(character); }
    void clear() {
        explicit_bzero(m_characters.data(), m_characters.size() * sizeof(char32_t));
        m_characters.clear();
    }
    [[nodiscard]] std::span<const char32_t> all() const { return m_characters; }

private:
    std::vector<char32_t> m_characters;
};

} // namespace

std::string_view toString(Encoding encoding) {
    switch (encoding) {
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf16:
        return "UTF-16";
    case Encoding::Utf32:
        return "UTF-32";
    case Encoding::TokenIds:
        return "token ids";
    }
    return {};
}

NeedleSums::NeedleSums() {
    std::random_device random;
    m_key = static_cast<std::uint64_t>(random()) << 32 | random();
}

std::uint64_t NeedleSums::of(const unsigned char* bytes, std::size_t count) const {
    std::uint64_t sum = m_key + count;
    for (std::size_t at = 0; at < count; at += 8) {
        std::uint64_t word = 0; // the last one overlaps the one before
        std::memcpy(&word, bytes + std::min(at, count - 8), 8);
        sum = mix(sum ^ word);
    }
    return sum;
}

void Traces::setOwnTexts(const std::vector<std::string>& texts) {
    m_own.clear();
    for (const std::string& text : texts)
        m_own.append(text).push_back('\0');
}

void Traces::addText(std::string_view text) {
    Characters characters(text.size());
    const auto finish = [&] {
        cut<char32_t>(characters.all(), kWindow, [this](auto window) { addWindow(window); });
        characters.clear();
    };
    while (!text.empty()) {
        const char32_t character = takeCharacter(text);
        if (character != kNoCharacter)
            characters.add(character);
        else
            finish();
    }
    finish();
}

void Traces::addWindow(std::span<const char32_t> characters) {
    if (!isTelling(characters))
        return;
    Bytes bytes;
    bytes.writeUtf8(characters);
    if (bytes.size() < (characters.size() < 8 ? 12U : kShortestNeedle) ||
        m_own.find(bytes.text()) != std::string::npos)
        return;
    add(bytes.data(), bytes.size(), Encoding::Utf8);
    bytes.writeUtf16(characters);
    add(bytes.data(), bytes.size(), Encoding::Utf16);
    bytes.writeUtf32(characters);
    add(bytes.data(), bytes.size(), Encoding::Utf32);
}

void Traces::addTokens(std::span<const std::int32_t> tokens) {
    cut<std::int32_t>(tokens, kTokenWindow, [this](auto window) {
        if (isTelling(window))
            add(reinterpret_cast<const unsigned char*>(window.data()), window.size_bytes(),
                Encoding::TokenIds);
    });
}

void Traces::add(const unsigned char* bytes, std::size_t count, Encoding encoding) {
    std::uint64_t begin = 0;
    std::memcpy(&begin, bytes, sizeof begin);
    const Needle needle{.begin = m_sums.ofBegin(begin),
                        .all = m_sums.of(bytes, count),
                        .bytes = static_cast<std::uint16_t>(count),
                        .encoding = encoding};
    if (m_needles.size() < kMost)
        m_needles.insert(needle);
    else
        m_tooMany = m_tooMany || !m_needles.contains(needle);
}

void Traces::clear() {
    m_needles.clear();
    m_tooMany = false;
    m_sums = NeedleSums();
}

} // namespace peripheral::kiosk
