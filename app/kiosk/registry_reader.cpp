// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/seat.h"

#include <array>
#include <cstdint>
#include <cstring>

// Wayland's wire protocol: messages of 32-bit words in the machine's byte order. The first word is the
// object, the upper half of the second is the message's length in bytes, the lower half says which event or
// request it is. A string is its length with the final zero, and its bytes, filled up to whole words.
namespace peripheral::kiosk {
namespace {

constexpr std::uint32_t kDisplay = 1;  ///< is there from the start
constexpr std::uint32_t kRegistry = 2; ///< the first number that is the client's to give
constexpr std::uint32_t kGetRegistry = 1;
constexpr std::uint32_t kDisplayError = 0;
constexpr std::uint32_t kGlobal = 0;
constexpr std::size_t kHeader = 8;
/// libwayland's own limit: nothing that a compositor says is longer.
constexpr std::size_t kLongestMessage = 4096;

std::uint32_t word(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof(value));
    return value;
}

/// The interface of a global: after its number comes a string.
std::optional<std::string_view> interfaceOf(std::string_view body) {
    constexpr std::size_t kLetters = 8;
    if (body.size() < kLetters)
        return std::nullopt;
    const std::size_t length = word(body, 4);
    if (length == 0 || length > body.size() - kLetters)
        return std::nullopt;
    return body.substr(kLetters, length - 1);
}

} // namespace

std::string RegistryReader::request() {
    const std::array<std::uint32_t, 3> words{kDisplay, (12U << 16U) | kGetRegistry, kRegistry};
    return {reinterpret_cast<const char*>(words.data()), sizeof(words)};
}

RegistryReader::Found RegistryReader::take(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view next = bytes.substr(0, kLongestMessage - m_rest.size());
        m_rest += next;
        bytes.remove_prefix(next.size());
        while (const auto found = takeMessage())
            if (*found != Found::NothingYet)
                return *found;
        if (m_rest.size() == kLongestMessage)
            return Found::Nonsense;
    }
    return Found::NothingYet;
}

/// Nothing where the next message is not there as a whole.
std::optional<RegistryReader::Found> RegistryReader::takeMessage() {
    if (m_rest.size() < kHeader)
        return std::nullopt;
    const std::uint32_t object = word(m_rest, 0);
    const std::uint32_t event = word(m_rest, 4) & 0xFFFFU;
    const std::size_t length = word(m_rest, 4) >> 16U;
    if (length < kHeader || length % 4 != 0 || length > kLongestMessage ||
        (object == kDisplay && event == kDisplayError))
        return Found::Nonsense;
    if (m_rest.size() < length)
        return std::nullopt;
    Found found = Found::NothingYet;
    if (object == kRegistry && event == kGlobal) {
        const auto interface = interfaceOf(std::string_view(m_rest).substr(kHeader, length - kHeader));
        if (!interface)
            return Found::Nonsense;
        if (*interface == "wl_seat")
            found = Found::Seat;
    }
    m_rest.erase(0, length);
    return found;
}

} // namespace peripheral::kiosk
