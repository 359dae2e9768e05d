// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace plm::gguf {

/// Whether `number` is one of ValueType's.
bool isValueType(std::uint32_t number);
/// GGUF's name in lower case, e.g. "u32", "string".
std::string_view toString(ValueType type);
/// Bytes that a value takes; 0 for strings and arrays, whose size stands with them.
std::size_t scalarBytes(ValueType type);
/// The type of an entry in words, e.g. "u32" or "array of string".
std::string typeOf(const Entry& entry);

} // namespace plm::gguf
