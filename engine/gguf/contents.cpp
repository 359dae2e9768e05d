// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/contents.h"

#include <plm/shown_text.h>

#include <bit>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

template <class Number>
void appendNumber(std::string& bytes, Number value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::uint64_t roundUp(std::uint64_t value, std::uint64_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

/// Bytes of a tensor; 0 where its shape is not one that a file can have.
std::uint64_t bytesOf(const quant::Format& format, std::span<const std::uint64_t> dimensions) {
    if (dimensions.empty() || dimensions.size() > kMostDimensions || dimensions[0] % format.blockValues != 0)
        return 0;
    std::uint64_t bytes = dimensions[0] / format.blockValues;
    bool tooMany = __builtin_mul_overflow(bytes, format.blockBytes, &bytes);
    for (const std::uint64_t dimension : dimensions.subspan(1))
        tooMany = __builtin_mul_overflow(bytes, dimension, &bytes) || tooMany;
    return tooMany || bytes > (std::uint64_t{1} << 62) ? 0 : bytes;
}

} // namespace

void Contents::refuse(std::string message) {
    if (m_status)
        m_status = fail(ErrorKind::BadArgument, std::move(message));
}

void Contents::appendString(std::string_view text) {
    append<std::uint64_t>(text.size());
    m_metadata += text;
}

void Contents::beginEntry(std::string_view key, ValueType type) {
    if (!m_keys.emplace(key).second)
        refuse(fmt::format("The key {} is given twice.", inQuotes(key)));
    appendString(key);
    append(static_cast<std::uint32_t>(type));
}

void Contents::beginArray(std::string_view key, ValueType elements, std::uint64_t count) {
    beginEntry(key, ValueType::Array);
    append(static_cast<std::uint32_t>(elements));
    append(count);
}

void Contents::add(std::string_view key, std::string_view value) {
    beginEntry(key, ValueType::String);
    appendString(value);
}

void Contents::addArray(std::string_view key, std::span<const std::string> values) {
    beginArray(key, ValueType::String, values.size());
    for (const std::string& value : values)
        appendString(value);
}

template <Scalar Stored, class Kept>
void Contents::addAs(const Entry& entry) {
    add(entry.key, static_cast<Stored>(std::get<Kept>(entry.value)));
}

void Contents::add(const Entry& entry) {
    switch (entry.type) {
    case ValueType::U8:
        return addAs<std::uint8_t, std::uint64_t>(entry);
    case ValueType::I8:
        return addAs<std::int8_t, std::int64_t>(entry);
    case ValueType::U16:
        return addAs<std::uint16_t, std::uint64_t>(entry);
    case ValueType::I16:
        return addAs<std::int16_t, std::int64_t>(entry);
    case ValueType::U32:
        return addAs<std::uint32_t, std::uint64_t>(entry);
    case ValueType::I32:
        return addAs<std::int32_t, std::int64_t>(entry);
    case ValueType::F32:
        return addAs<float, double>(entry);
    case ValueType::Bool:
        return addAs<bool, bool>(entry);
    case ValueType::String:
        return add(entry.key, std::get<std::string_view>(entry.value));
    case ValueType::Array:
        return addArray(entry.key, std::get<Array>(entry.value));
    case ValueType::U64:
        return addAs<std::uint64_t, std::uint64_t>(entry);
    case ValueType::I64:
        return addAs<std::int64_t, std::int64_t>(entry);
    case ValueType::F64:
        return addAs<double, double>(entry);
    }
}

void Contents::addArray(std::string_view key, const Array& array) {
    beginArray(key, array.type, array.count);
    for (const std::string_view text : array.strings)
        appendString(text);
    m_metadata.append(reinterpret_cast<const char*>(array.raw.data()), array.raw.size());
}

void Contents::setAlignment(std::uint32_t alignment) {
    if (!isAlignment(alignment))
        return refuse(fmt::format("The alignment {} is not a power of two from 8 to {}.", alignment,
                                  kLargestAlignment));
    if (!m_tensors.empty())
        return refuse("The alignment must be set before the first tensor is added.");
    beginEntry(kAlignmentKey, ValueType::U32);
    append(alignment);
    m_alignment = alignment;
}

void Contents::addTensor(std::string_view name, const quant::Format& format,
                         std::span<const std::uint64_t> dimensions) {
    const std::uint64_t bytes = bytesOf(format, dimensions);
    const std::uint64_t offset = roundUp(m_end, m_alignment);
    if (bytes == 0 || offset > (std::uint64_t{1} << 62))
        return refuse(
            fmt::format("The tensor {} has a shape that {} cannot have.", inQuotes(name), format.name));
    if (!m_names.emplace(name).second)
        return refuse(fmt::format("The tensor {} is given twice.", inQuotes(name)));
    appendNumber<std::uint64_t>(m_descriptions, name.size());
    m_descriptions += name;
    appendNumber(m_descriptions, static_cast<std::uint32_t>(dimensions.size()));
    for (const std::uint64_t dimension : dimensions)
        appendNumber(m_descriptions, dimension);
    appendNumber(m_descriptions, static_cast<std::uint32_t>(format.type));
    appendNumber(m_descriptions, offset);
    m_tensors.push_back({std::string(name), offset, bytes});
    m_end = offset + bytes;
}

std::string Contents::header() const {
    std::string bytes = "GGUF";
    appendNumber<std::uint32_t>(bytes, 3);
    appendNumber<std::uint64_t>(bytes, m_tensors.size());
    appendNumber<std::uint64_t>(bytes, m_keys.size());
    bytes += m_metadata;
    bytes += m_descriptions;
    bytes.resize(roundUp(bytes.size(), m_alignment));
    return bytes;
}

} // namespace plm::gguf
