// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/object_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace plm::json {

bool isWhole(const Json& number, std::uint64_t least, std::uint64_t most) {
    return number.is_number_unsigned() && number.get<std::uint64_t>() >= least &&
           number.get<std::uint64_t>() <= most;
}

bool isNumber(const Json& value, double least, double most) {
    return value.is_number() && value.get<double>() >= least && value.get<double>() <= most;
}

ObjectReader::ObjectReader(const Json& object, std::string_view file, std::string_view path)
    : m_object(&object),
      m_file(file),
      m_path(path.empty() ? "" : fmt::format("{}.", path)) {
    static const Json kNothing = Json::object();
    if (object.is_object())
        return;
    const std::string subject = path.empty() ? "It" : inQuotes(path);
    m_status = fail(ErrorKind::BadFile,
                    fmt::format("{}: {} is {}, not an object.", m_file, subject, describe(object)));
    m_object = &kNothing;
}

const Json* ObjectReader::find(std::string_view key) const {
    m_asked.emplace(key);
    const auto found = m_object->find(key);
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

const Json* ObjectReader::require(std::string_view key) {
    const Json* value = find(key);
    if (value == nullptr)
        refuse(key, "is missing");
    return value;
}

int ObjectReader::size(std::string_view key, int most) {
    const Json* value = require(key);
    if (value == nullptr)
        return 0;
    if (isWhole(*value, 1, static_cast<std::uint64_t>(most)))
        return value->get<int>();
    refuseValue(key, *value, fmt::format("a whole number from 1 to {}", most));
    return 0;
}

float ObjectReader::positive(std::string_view key) {
    const Json* value = require(key);
    if (value == nullptr)
        return 0;
    const double number = value->is_number() ? value->get<double>() : 0;
    if (number <= std::numeric_limits<float>::max() && static_cast<float>(number) > 0)
        return static_cast<float>(number);
    refuseValue(key, *value, "a number above 0");
    return 0;
}

std::optional<std::uint64_t> ObjectReader::unsignedInteger(std::string_view key) {
    const Json* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->is_number_unsigned())
        return value->get<std::uint64_t>();
    refuseValue(key, *value, "a whole number from 0 on");
    return std::nullopt;
}

std::optional<std::uint64_t> ObjectReader::wholeWithin(std::string_view key, std::uint64_t least,
                                                       std::uint64_t most) {
    const Json* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (isWhole(*value, least, most))
        return value->get<std::uint64_t>();
    refuseValue(key, *value, fmt::format("a whole number from {} to {}", least, most));
    return std::nullopt;
}

std::optional<double> ObjectReader::numberWithin(std::string_view key, double least, double most) {
    const Json* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (isNumber(*value, least, most))
        return value->get<double>();
    refuseValue(key, *value, fmt::format("a number from {} to {}", least, most));
    return std::nullopt;
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
    const Json* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>();
    refuseValue(key, *value, "true or false");
    return std::nullopt;
}

std::optional<std::string> ObjectReader::text(std::string_view key) {
    const Json* value = find(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->is_string())
        return value->get<std::string>();
    refuseValue(key, *value, "a string");
    return std::nullopt;
}

const Json* ObjectReader::array(std::string_view key) {
    const Json* value = require(key);
    if (value == nullptr || value->is_array())
        return value;
    refuseValue(key, *value, "an array");
    return nullptr;
}

const Json* ObjectReader::object(std::string_view key) {
    const Json* value = require(key);
    if (value == nullptr || value->is_object())
        return value;
    refuseValue(key, *value, "an object");
    return nullptr;
}

void ObjectReader::requireOnly(std::string_view key, const Json& only) {
    if (const Json* value = find(key); value != nullptr && *value != only)
        refuse(key, fmt::format("is {}; only {} can be converted", describe(*value), describe(only)),
               ErrorKind::Unsupported);
}

void ObjectReader::refuse(std::string_view key, std::string_view problem, ErrorKind kind) {
    if (m_status)
        m_status = fail(kind, fmt::format("{}: {} {}.", m_file, inQuotes(pathOf(key)), problem));
}

void ObjectReader::refuseValue(std::string_view key, const Json& value, std::string_view wanted,
                               ErrorKind kind) {
    refuse(key, fmt::format("is {}; it must be {}", describe(value), wanted), kind);
}

void ObjectReader::refuseOthers(std::span<const std::string_view> harmless) {
    for (const auto& [key, value] : m_object->items())
        if (!value.is_null() && !m_asked.contains(key) &&
            std::find(harmless.begin(), harmless.end(), key) == harmless.end())
            refuse(key,
                   fmt::format("is {}; this key is not known, and may change the model", describe(value)),
                   ErrorKind::Unsupported);
}

void ObjectReader::keep(const Status& status) {
    if (m_status)
        m_status = status;
}

} // namespace plm::json
