// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/object_reader.h"
#include "profiles/profile_fields.h"

#include <plm/counters.h>

#include <cstddef>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::profiles {

/// What a document may have at most.
inline constexpr std::size_t kMostBytesOfText = 512;
inline constexpr std::size_t kMostBytesOfLines = std::size_t{16} << 10;
inline constexpr std::size_t kMostInAList = std::size_t{1} << 16;

/// Fills the parts of a profile from a JSON object, as describe() (profile_fields.h) names them, and keeps
/// the first error.
class FieldReader {
public:
    template <class Value>
    using Of = Value;

    explicit FieldReader(json::ObjectReader& object) : m_object(object) {}

    template <class Value>
    void whole(const char* key, std::optional<Value>& value, const Wholes& limits) {
        if (const auto found = m_object.wholeWithin(key, limits.least, limits.most))
            value = static_cast<Value>(*found);
    }
    void number(const char* key, std::optional<double>& value, const Numbers& limits) {
        value = m_object.numberWithin(key, limits.least, limits.most);
    }
    void flag(const char* key, std::optional<bool>& value) { value = m_object.boolean(key); }
    void text(const char* key, std::string& value);
    void text(const char* key, std::optional<std::string>& value);
    /// A text whose line ends are kept.
    void lines(const char* key, std::string& value);
    /// The 64 hexadecimal digits of a SHA-256, or its first ones, at least 16.
    void hash(const char* key, std::string& value);
    void texts(const char* key, std::vector<std::string>& values);
    void numbers(const char* key, std::vector<double>& values, const Numbers& limits);
    void shares(const char* key, std::vector<float>& values);
    void byPart(const char* key, std::array<double, kParts>& values, const Numbers& limits);

    template <class Value, std::size_t count>
    void choice(const char* key, std::optional<Value>& value, const Names<Value, count>& names) {
        const auto found = m_object.text(key);
        for (const auto& [known, name] : names)
            if (found == name)
                value = known;
        if (found && !value)
            m_object.refuse(key, fmt::format("is {}, which is none of the values that are known",
                                             json::describe(*found)));
    }
    template <class Value>
    void object(const char* key, Value& value) {
        if (const json::Json* object = m_object.require(key))
            read(*object, m_object.pathOf(key), value);
    }
    template <class Value>
    void object(const char* key, std::optional<Value>& value) {
        if (const json::Json* object = m_object.find(key)) {
            value = Value{};
            read(*object, m_object.pathOf(key), *value);
        }
    }
    template <class Value>
    void objects(const char* key, std::vector<Value>& values) {
        if (const json::Json* array = list(key))
            for (std::size_t i = 0; i < array->size() && m_object.status(); ++i)
                read((*array)[i], fmt::format("{}[{}]", m_object.pathOf(key), i), values.emplace_back());
    }
    template <class Value>
    void objects(const char* key, std::optional<std::vector<Value>>& values) {
        if (m_object.find(key) != nullptr)
            objects(key, values.emplace());
    }

    // Values that must be there.
    template <class Value>
    void whole(const char* key, Value& value, const Wholes& limits) {
        required(key, value, [&](std::optional<Value>& found) { whole(key, found, limits); });
    }
    void number(const char* key, double& value, const Numbers& limits) {
        required(key, value, [&](std::optional<double>& found) { number(key, found, limits); });
    }
    void flag(const char* key, bool& value) {
        required(key, value, [&](std::optional<bool>& found) { flag(key, found); });
    }
    template <class Value, std::size_t count>
    void choice(const char* key, Value& value, const Names<Value, count>& names) {
        required(key, value, [&](std::optional<Value>& found) { choice(key, found, names); });
    }

private:
    template <class Value>
    void read(const json::Json& object, const std::string& path, Value& value) {
        json::ObjectReader inner(object, m_object.file(), path);
        FieldReader fields(inner);
        describe(fields, value);
        m_object.keep(inner.status());
    }
    template <class Value, class Find>
    void required(const char* key, Value& value, Find find) {
        std::optional<Value> found;
        if (m_object.require(key) != nullptr)
            find(found);
        if (found)
            value = *found;
    }
    /// A required array of at most kMostInAList values; null where it is none.
    const json::Json* list(const char* key);

    json::ObjectReader& m_object;
};

} // namespace plm::profiles
