// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "gguf/header.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <optional>

namespace plm::gguf {

namespace {

/// A file and a key of it, for errors.
struct KeyOfFile {
    std::string_view file, key;

    [[nodiscard]] auto damaged(std::string_view what) const {
        return gguf::damaged(file, fmt::format("the key {} {}", inQuotes(key), what));
    }
    [[nodiscard]] auto cutOff() const { return damaged("has a value that reaches past the end of the file"); }
};

/// A number of type `Stored`, widened to `Kept`.
template <class Stored, class Kept>
Result<Value> parseNumber(files::Cursor& cursor, const KeyOfFile& place) {
    const auto number = cursor.read<Stored>();
    if (!number)
        return place.cutOff();
    return Value(static_cast<Kept>(*number));
}

Result<Value> parseBool(files::Cursor& cursor, const KeyOfFile& place) {
    const auto byte = cursor.read<std::uint8_t>();
    if (!byte)
        return place.cutOff();
    if (*byte > 1)
        return place.damaged(fmt::format("is a bool of value {}", *byte));
    return Value(*byte == 1);
}

Result<Value> parseString(files::Cursor& cursor, const KeyOfFile& place) {
    const auto string = cursor.readString();
    if (!string)
        return place.cutOff();
    return Value(*string);
}

Status parseStrings(files::Cursor& cursor, const KeyOfFile& place, Array& array) {
    if (array.count > cursor.remaining() / sizeof(std::uint64_t))
        return place.cutOff();
    array.strings.reserve(array.count);
    for (std::size_t i = 0; i < array.count; ++i) {
        const auto string = cursor.readString();
        if (!string)
            return place.cutOff();
        array.strings.push_back(*string);
    }
    return {};
}

Status parseScalars(files::Cursor& cursor, const KeyOfFile& place, Array& array) {
    const std::size_t size = scalarBytes(array.type);
    if (array.count > cursor.remaining() / size)
        return place.cutOff();
    array.raw = *cursor.take(array.count * size);
    return {};
}

Result<Value> parseArray(files::Cursor& cursor, const KeyOfFile& place) {
    const auto type = cursor.read<std::uint32_t>();
    const auto count = cursor.read<std::uint64_t>();
    if (!type || !count)
        return place.cutOff();
    if (!isValueType(*type))
        return place.damaged(fmt::format("is an array of values of the unknown type {}", *type));
    Array array;
    array.type = static_cast<ValueType>(*type);
    array.count = *count;
    if (array.type == ValueType::Array)
        return fail(ErrorKind::Unsupported,
                    fmt::format("{} cannot be read: the key {} is an array of arrays.", place.file,
                                inQuotes(place.key)));
    const auto done = array.type == ValueType::String ? parseStrings(cursor, place, array)
                                                      : parseScalars(cursor, place, array);
    if (!done)
        return tl::unexpected(done.error());
    return Value(std::move(array));
}

Result<Value> parseValue(files::Cursor& cursor, ValueType type, const KeyOfFile& place) {
    switch (type) {
    case ValueType::U8:
        return parseNumber<std::uint8_t, std::uint64_t>(cursor, place);
    case ValueType::I8:
        return parseNumber<std::int8_t, std::int64_t>(cursor, place);
    case ValueType::U16:
        return parseNumber<std::uint16_t, std::uint64_t>(cursor, place);
    case ValueType::I16:
        return parseNumber<std::int16_t, std::int64_t>(cursor, place);
    case ValueType::U32:
        return parseNumber<std::uint32_t, std::uint64_t>(cursor, place);
    case ValueType::I32:
        return parseNumber<std::int32_t, std::int64_t>(cursor, place);
    case ValueType::F32:
        return parseNumber<float, double>(cursor, place);
    case ValueType::Bool:
        return parseBool(cursor, place);
    case ValueType::String:
        return parseString(cursor, place);
    case ValueType::Array:
        return parseArray(cursor, place);
    case ValueType::U64:
        return parseNumber<std::uint64_t, std::uint64_t>(cursor, place);
    case ValueType::I64:
        return parseNumber<std::int64_t, std::int64_t>(cursor, place);
    case ValueType::F64:
        return parseNumber<double, double>(cursor, place);
    }
    return place.damaged("has a value of an unknown type");
}

Result<Entry> parseEntry(files::Cursor& cursor, std::size_t number, std::string_view file) {
    const auto key = cursor.readString();
    if (!key)
        return damaged(file, fmt::format("metadata entry {} reaches past the end of the file", number));
    const KeyOfFile place{file, *key};
    const auto type = cursor.read<std::uint32_t>();
    if (!type)
        return place.cutOff();
    if (!isValueType(*type))
        return place.damaged(fmt::format("has a value of the unknown type {}", *type));
    auto value = parseValue(cursor, static_cast<ValueType>(*type), place);
    if (!value)
        return tl::unexpected(value.error());
    return Entry{*key, static_cast<ValueType>(*type), std::move(*value)};
}

} // namespace

Status parseMetadata(files::Cursor& cursor, std::uint64_t count, std::string_view file, Header& header) {
    for (std::size_t i = 0; i < count; ++i) {
        auto entry = parseEntry(cursor, i, file);
        if (!entry)
            return tl::unexpected(entry.error());
        if (!header.keys.emplace(entry->key, i).second)
            return KeyOfFile{file, entry->key}.damaged("occurs twice");
        header.metadata.push_back(std::move(*entry));
    }
    return {};
}

} // namespace plm::gguf
