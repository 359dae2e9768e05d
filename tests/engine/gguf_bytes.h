// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace plm::test {

/// Puts a GGUF file together byte by byte, right or wrong.
class GgufBytes {
public:
    GgufBytes() = default;
    /// Magic, version and counts.
    GgufBytes(std::uint64_t tensors, std::uint64_t entries, std::uint32_t version = 3) {
        raw("GGUF").number(version).number(tensors).number(entries);
    }

    template <class Number>
    GgufBytes& number(Number value) {
        static_assert(std::is_arithmetic_v<Number>);
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        m_bytes.append(bytes, sizeof value);
        return *this;
    }
    GgufBytes& raw(std::string_view bytes) {
        m_bytes.append(bytes);
        return *this;
    }
    GgufBytes& string(std::string_view text) { return number<std::uint64_t>(text.size()).raw(text); }
    GgufBytes& key(std::string_view name, gguf::ValueType type) {
        return string(name).number(static_cast<std::uint32_t>(type));
    }
    GgufBytes& array(gguf::ValueType type, std::uint64_t count) {
        return number(static_cast<std::uint32_t>(type)).number(count);
    }
    GgufBytes& tensor(std::string_view name, std::initializer_list<std::uint64_t> dimensions,
                      std::uint32_t type, std::uint64_t offset) {
        string(name).number(static_cast<std::uint32_t>(dimensions.size()));
        for (const std::uint64_t dimension : dimensions)
            number(dimension);
        return number(type).number(offset);
    }
    GgufBytes& align(std::size_t alignment = 32) {
        m_bytes.resize((m_bytes.size() + alignment - 1) / alignment * alignment);
        return *this;
    }
    GgufBytes& zeros(std::size_t count) {
        m_bytes.append(count, '\0');
        return *this;
    }

    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    [[nodiscard]] Result<gguf::File> parse() const {
        return gguf::File::parse(std::as_bytes(std::span(m_bytes)), "test.gguf");
    }

private:
    std::string m_bytes;
};

} // namespace plm::test
