// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gguf/file.h"

#include <array>
#include <cstring>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

struct Description {
    std::string_view name;
    std::size_t bytes;
};

/// By ValueType's numbers.
constexpr std::array kTypes = {
    Description{"u8", 1},     Description{"i8", 1},    Description{"u16", 2}, Description{"i16", 2},
    Description{"u32", 4},    Description{"i32", 4},   Description{"f32", 4}, Description{"bool", 1},
    Description{"string", 0}, Description{"array", 0}, Description{"u64", 8}, Description{"i64", 8},
    Description{"f64", 8},
};

const Description& describe(ValueType type) {
    return kTypes[static_cast<std::size_t>(type)];
}

} // namespace

bool isValueType(std::uint32_t number) {
    return number < kTypes.size();
}

std::string_view toString(ValueType type) {
    return describe(type).name;
}

std::size_t scalarBytes(ValueType type) {
    return describe(type).bytes;
}

std::string typeOf(const Entry& entry) {
    if (const auto* array = std::get_if<Array>(&entry.value))
        return fmt::format("array of {}", toString(array->type));
    return std::string(toString(entry.type));
}

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
