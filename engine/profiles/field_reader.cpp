// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/field_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <cctype>

namespace plm::profiles {

namespace {

constexpr std::size_t kDigitsOfHash = 64, kLeastDigitsOfHash = 16;

bool isHash(const std::string& text) {
    return text.size() >= kLeastDigitsOfHash && text.size() <= kDigitsOfHash &&
           std::all_of(text.begin(), text.end(), [](unsigned char digit) {
               return std::isdigit(digit) != 0 || (digit >= 'a' && digit <= 'f');
           });
}

} // namespace

void FieldReader::text(const char* key, std::optional<std::string>& value) {
    const auto text = m_object.text(key);
    if (!text)
        return;
    if (text->size() > kMostBytesOfText)
        m_object.refuse(key, fmt::format("has more than {} bytes", kMostBytesOfText));
    else
        value = withoutControls(*text);
}

void FieldReader::text(const char* key, std::string& value) {
    std::optional<std::string> found;
    text(key, found);
    value = found.value_or("");
}

void FieldReader::lines(const char* key, std::string& value) {
    const std::string text = m_object.text(key).value_or("");
    if (text.size() > kMostBytesOfLines)
        return m_object.refuse(key, fmt::format("has more than {} bytes", kMostBytesOfLines));
    value.clear();
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        value += withoutControls(rest.substr(0, end));
        if (end < rest.size())
            value += '\n';
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void FieldReader::hash(const char* key, std::string& value) {
    const auto text = m_object.text(key);
    if (text && !isHash(*text))
        return m_object.refuse(key, fmt::format("is {}; it must have {} to {} digits from 0 to 9 and a to f",
                                                inQuotes(*text), kLeastDigitsOfHash, kDigitsOfHash));
    value = text.value_or("");
}

void FieldReader::texts(const char* key, std::vector<std::string>& values) {
    const json::Json* array = list(key);
    if (array == nullptr)
        return;
    for (const json::Json& item : *array) {
        if (!item.is_string() || item.get_ref<const std::string&>().size() > kMostBytesOfText)
            return m_object.refuse(key, fmt::format("holds {}; it must hold strings of at most {} bytes",
                                                    json::describe(item), kMostBytesOfText));
        values.push_back(withoutControls(item.get_ref<const std::string&>()));
    }
}

void FieldReader::numbers(const char* key, std::vector<double>& values, const Numbers& limits) {
    const json::Json* array = list(key);
    if (array == nullptr)
        return;
    for (const json::Json& item : *array) {
        if (!json::isNumber(item, limits.least, limits.most))
            return m_object.refuse(key, fmt::format("holds {}; it must hold numbers from {} to {}",
                                                    json::describe(item), limits.least, limits.most));
        values.push_back(item.get<double>());
    }
}

void FieldReader::shares(const char* key, std::vector<float>& values) {
    std::vector<double> found;
    numbers(key, found, {0, 1});
    values.assign(found.begin(), found.end());
}

void FieldReader::byPart(const char* key, std::array<double, kParts>& values, const Numbers& limits) {
    const json::Json* object = m_object.object(key);
    if (object == nullptr)
        return;
    json::ObjectReader inner(*object, m_object.file(), m_object.pathOf(key));
    FieldReader fields(inner);
    for (const Part part : kAllParts)
        fields.number(std::string(toString(part)).c_str(), values[static_cast<std::size_t>(part)], limits);
    m_object.keep(inner.status());
}

const json::Json* FieldReader::list(const char* key) {
    const json::Json* array = m_object.array(key);
    if (array == nullptr || array->size() <= kMostInAList)
        return array;
    m_object.refuse(key, fmt::format("holds more than {} values", kMostInAList));
    return nullptr;
}

} // namespace plm::profiles
