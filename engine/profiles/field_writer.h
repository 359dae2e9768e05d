// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile_fields.h"

#include <plm/counters.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace plm::profiles {

using OrderedJson = nlohmann::ordered_json;

/// Puts the parts of a profile into a JSON object, as describe() (profile_fields.h) names them. The limits
/// are those of whoever reads it.
class FieldWriter {
public:
    template <class Value>
    using Of = const Value;

    explicit FieldWriter(OrderedJson& object) : m_object(object) {}

    template <class Value, class Limits>
    void whole(const char* key, const Value& value, const Limits& /*limits*/) {
        put(key, value);
    }
    template <class Value>
    void number(const char* key, const Value& value, const Numbers& /*limits*/) {
        put(key, value);
    }
    template <class Value>
    void flag(const char* key, const Value& value) {
        put(key, value);
    }
    void text(const char* key, const std::string& value);
    void text(const char* key, const std::optional<std::string>& value) { text(key, value.value_or("")); }
    void lines(const char* key, const std::string& value) { text(key, value); }
    void hash(const char* key, const std::string& value) { text(key, value); }
    void texts(const char* key, const std::vector<std::string>& values) { m_object[key] = values; }
    void numbers(const char* key, const std::vector<double>& values, const Numbers& /*limits*/) {
        m_object[key] = values;
    }
    void shares(const char* key, const std::vector<float>& values);
    void byPart(const char* key, const std::array<double, kParts>& values, const Numbers& limits);

    template <class Value, std::size_t count>
    void choice(const char* key, const std::optional<Value>& value, const Names<Value, count>& names) {
        m_object[key] = nullptr;
        for (const auto& [known, name] : names)
            if (value == known)
                m_object[key] = name;
    }
    template <class Value, std::size_t count>
    void choice(const char* key, const Value& value, const Names<Value, count>& names) {
        choice(key, std::optional(value), names);
    }

    template <class Value>
    void object(const char* key, const Value& value) {
        m_object[key] = objectOf(value);
    }
    template <class Value>
    void object(const char* key, const std::optional<Value>& value) {
        m_object[key] = value ? objectOf(*value) : OrderedJson();
    }
    template <class Value>
    void objects(const char* key, const std::vector<Value>& values) {
        OrderedJson list = OrderedJson::array();
        for (const Value& value : values)
            list.push_back(objectOf(value));
        m_object[key] = std::move(list);
    }
    template <class Value>
    void objects(const char* key, const std::optional<std::vector<Value>>& values) {
        m_object[key] = nullptr;
        if (values)
            objects(key, *values);
    }

private:
    template <class Value>
    static OrderedJson objectOf(const Value& value) {
        OrderedJson object = OrderedJson::object();
        FieldWriter fields(object);
        describe(fields, value);
        return object;
    }
    template <class Value>
    void put(const char* key, const Value& value) {
        m_object[key] = value;
    }
    template <class Value>
    void put(const char* key, const std::optional<Value>& value) {
        m_object[key] = value ? OrderedJson(*value) : OrderedJson();
    }

    OrderedJson& m_object;
};

} // namespace plm::profiles
