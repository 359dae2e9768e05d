// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace peripheral::kiosk {

/// How a text, or what was made of it, lies in memory.
enum class Encoding : std::uint8_t { Utf8, Utf16, Utf32, TokenIds };
/// "UTF-8", "UTF-16", "UTF-32", "token ids".
[[nodiscard]] std::string_view toString(Encoding encoding);

/// A piece of what was said, as it would lie in memory: its length and two sums of it under a key that is
/// drawn anew for each Traces. The piece itself cannot be read from it, and a search does not find it.
struct Needle {
    std::uint64_t begin = 0; ///< of its first 8 bytes
    std::uint64_t all = 0;   ///< of all of them
    std::uint16_t bytes = 0; ///< 8 to kLongestNeedle
    Encoding encoding = Encoding::Utf8;

    bool operator==(const Needle&) const = default;
};
inline constexpr std::size_t kShortestNeedle = 8, kLongestNeedle = 48;

/// The sums that needles and memory are compared by.
class NeedleSums {
public:
    NeedleSums(); ///< with a key by chance

    /// Of 8 bytes, as a number of the machine's own order: a different one for each. It is asked for every
    /// byte of memory, so it is one multiplication; its upper bits are the good ones.
    [[nodiscard]] std::uint64_t ofBegin(std::uint64_t bytes) const {
        return (bytes ^ m_key) * 0x9E3779B97F4A7C15;
    }
    /// Of 8 bytes or more.
    [[nodiscard]] std::uint64_t of(const unsigned char* bytes, std::size_t count) const;

private:
    static constexpr std::uint64_t mix(std::uint64_t value) {
        value = (value ^ (value >> 32)) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 29)) * 0xD6E8FEB86659FD93;
        return value ^ (value >> 32);
    }

    std::uint64_t m_key;
};

/// What a visitor typed and was answered, only as needles for searchMemory(), so that it is not kept itself.
///
/// A text is cut into windows of 12 characters that follow each other, and one that ends with it: of
/// whatever survives, a piece of 23 characters is always found. Texts of 8 to 11 characters are one needle,
/// and shorter ones of 4 characters or more where they take at least 12 bytes of UTF-8, as Chinese ones do.
/// What is shorter cannot be looked for, nor windows of fewer than four different characters, nor ones that
/// count ("abcdefghijkl"): they are all over memory, whoever comes. The texts' own memory is the caller's to
/// wipe. One thread at a time.
class Traces {
public:
    static constexpr std::size_t kWindow = 12;     ///< characters
    static constexpr std::size_t kTokenWindow = 6; ///< token ids; 11 of them are always found
    static constexpr std::size_t kMost = 200'000;  ///< needles

    /// Texts of the program itself, which are in memory whoever comes: suggestions, labels, the system
    /// prompt, the model's name. Windows that occur in them are not looked for. To be called before the
    /// texts of a visit are added.
    void setOwnTexts(const std::vector<std::string>& texts);

    /// In UTF-8; what is no UTF-8 is not looked for. What was added before is not added again.
    void addText(std::string_view text);
    /// What a tokenizer made of a text: sequences of four ids or more.
    void addTokens(std::span<const std::int32_t> tokens);
    /// Forgets the visit; the program's own texts stay.
    void clear();

    [[nodiscard]] bool empty() const { return m_needles.empty() && !m_tooMany; }
    /// False where more was said than can be looked for: that nothing is left of it cannot be proven.
    [[nodiscard]] bool isComplete() const { return !m_tooMany; }
    [[nodiscard]] std::vector<Needle> needles() const { return {m_needles.begin(), m_needles.end()}; }
    [[nodiscard]] const NeedleSums& sums() const { return m_sums; }

private:
    struct Hash {
        std::size_t operator()(const Needle& needle) const { return needle.all; }
    };

    void addWindow(std::span<const char32_t> characters);
    void add(const unsigned char* bytes, std::size_t count, Encoding encoding);

    NeedleSums m_sums;
    std::string m_own; ///< with a zero byte between one text and the next
    std::unordered_set<Needle, Hash> m_needles;
    bool m_tooMany = false;
};

} // namespace peripheral::kiosk
