// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace plm::files {

/// Reads little-endian values from bytes one after the other. A read that would go past the end gives nothing
/// and leaves the cursor where it was.
class Cursor {
public:
    explicit Cursor(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] std::size_t remaining() const { return m_bytes.size() - m_position; }

    /// The next `count` bytes.
    std::optional<std::span<const std::byte>> take(std::uint64_t count) {
        if (count > remaining())
            return std::nullopt;
        const auto taken = m_bytes.subspan(m_position, static_cast<std::size_t>(count));
        m_position += taken.size();
        return taken;
    }

    template <class Number>
    std::optional<Number> read() {
        static_assert(std::is_arithmetic_v<Number>);
        const auto bytes = take(sizeof(Number));
        if (!bytes)
            return std::nullopt;
        Number number;
        std::memcpy(&number, bytes->data(), sizeof number);
        return number;
    }

    /// A length of 64 bits and so many characters.
    std::optional<std::string_view> readString() {
        const std::size_t start = m_position;
        const auto length = read<std::uint64_t>();
        const auto bytes = length ? take(*length) : std::nullopt;
        if (!bytes) {
            m_position = start;
            return std::nullopt;
        }
        return std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
};

} // namespace plm::files
