// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "gguf/value_type.h"

#include <cstring>

namespace plm::gguf {

namespace {

template <class Stored>
std::int64_t element(std::span<const std::byte> raw, std::size_t i) {
    Stored value;
    std::memcpy(&value, raw.data() + i * sizeof value, sizeof value);
    return static_cast<std::int64_t>(value);
}

} // namespace

std::int64_t Array::integer(std::size_t i) const {
    if (i >= count)
        return 0;
    switch (type) {
    case ValueType::U8:
        return element<std::uint8_t>(raw, i);
    case ValueType::I8:
        return element<std::int8_t>(raw, i);
    case ValueType::U16:
        return element<std::uint16_t>(raw, i);
    case ValueType::I16:
        return element<std::int16_t>(raw, i);
    case ValueType::U32:
        return element<std::uint32_t>(raw, i);
    case ValueType::I32:
        return element<std::int32_t>(raw, i);
    case ValueType::U64:
        return element<std::uint64_t>(raw, i);
    case ValueType::I64:
        return element<std::int64_t>(raw, i);
    default:
        return 0;
    }
}

} // namespace plm::gguf
