// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/value_type.h"

#include <array>
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

} // namespace plm::gguf
